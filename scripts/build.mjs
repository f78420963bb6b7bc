// Builds what changed, and only that: each part remembers the hash of what it was made from.
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { join, relative } from "node:path";
import { actionsKey } from "./actions-key.mjs";
import { findKeptSecret } from "./secrets.mjs";
import { readSettings } from "./settings.mjs";
import { isMain, root, runTool, step, toolEnv } from "./step.mjs";

const FONTS = [
  "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
  "@fontsource/newsreader/files/newsreader-latin-400-normal.woff2",
  "@fontsource/newsreader/files/newsreader-latin-ext-400-normal.woff2",
];
export const ENTRIES = {
  web: "src/web.ts",
  worker: "src/worker.ts",
  seed: "src/commands/seed.ts",
  invite: "src/commands/invite.ts",
  "sign-in-link": "src/commands/sign-in-link.ts",
  emails: "src/commands/emails.ts",
  erasures: "src/commands/erasures.ts",
  backup: "src/commands/backup.ts",
  restore: "src/commands/restore.ts",
  // Not a command: the thread in which a large email is read.
  "read-email": "src/features/inbound/reading/thread.ts",
};
const MADE = "dist/.made";
/** Where no secret is there yet, as in an image. What a form carries is then sealed under the install's own, at run time. */
const FOR_ANY_INSTALL = "a build that is not yet anybody's";

const SOURCES = [
  "src",
  "package-lock.json",
  "tsconfig.json",
  "next.config.ts",
  "postcss.config.mjs",
  "prisma/schema",
  "scripts/build.mjs",
];

const parts = [
  {
    name: "client",
    title: "Generating the database client",
    from: ["prisma/schema", "prisma.config.ts", "package-lock.json"],
    makes: ["src/db/generated/client.ts"],
    make: ({ signal }) =>
      runTool("prisma", ["generate"], { signal, env: toolEnv({ DATABASE_URL: "" }) }),
  },
  {
    name: "assets",
    title: "Setting the fonts and the client documents' stylesheet",
    from: SOURCES,
    makes: ["public/fonts", "src/document/stylesheet.json"],
    make: makeAssets,
  },
  {
    name: "pages",
    title: "Building the pages",
    from: [...SOURCES, "public"],
    makes: [".next/BUILD_ID"],
    // Nothing of the running site may be needed here, so nothing of it is handed over.
    make: ({ signal, secret }) =>
      runTool("next", ["build"], {
        signal,
        env: toolEnv({
          NODE_ENV: "production",
          DATABASE_URL: "",
          APP_SECRET: "",
          NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionsKey(secret ?? FOR_ANY_INSTALL),
        }),
      }),
  },
  {
    name: "bundles",
    title: "Bundling the server and the worker",
    from: SOURCES,
    makes: Object.keys(ENTRIES).map((name) => `dist/${name}.mjs`),
    make: makeBundles,
  },
];

/** Brings everything that `npm start` runs up to date. Safe to be killed at any moment. */
export async function build({ signal, secret, only = parts.map(({ name }) => name) } = {}) {
  let built = false;
  for (const part of parts.filter(({ name }) => only.includes(name))) {
    const marker = join(root, MADE, part.name);
    const hash = hashOf(part.from);
    if (read(marker) === hash && part.makes.every((path) => fs.existsSync(join(root, path))))
      continue;
    // Deleted before the work starts, so that a build killed half-way never counts as complete.
    fs.rmSync(marker, { force: true });
    await step(part.title, () => part.make({ signal, secret }));
    fs.mkdirSync(join(root, MADE), { recursive: true });
    fs.writeFileSync(marker, hash);
    built = true;
  }
  return built;
}

const read = (file) => (fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined);

/** One hash over the names and contents of all files below `paths`, without what the build itself makes. */
export function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesBelow(join(root, path)))
      hash
        .update(`${relative(root, file)}\0`)
        .update(fs.readFileSync(file))
        .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(path) {
  const made = ["src/db/generated", "src/document/stylesheet.json", "public/fonts"].some(
    (own) => path === join(root, own),
  );
  if (made || /public[\\/]client\..*\.(css|js)$/.test(path) || !fs.existsSync(path)) return [];
  if (!fs.statSync(path).isDirectory()) return [path];
  return fs
    .readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

async function makeAssets() {
  fs.mkdirSync(join(root, "public/fonts"), { recursive: true });
  for (const font of FONTS)
    fs.copyFileSync(
      join(root, "node_modules", font),
      join(root, "public/fonts", font.split("/").at(-1)),
    );
  await makeStylesheet();
}

/**
 * The client's pages have no bundler: their stylesheet and the small script for live updates are
 * hashed files they link to.
 */
export async function makeStylesheet() {
  const { default: postcss } = await import("postcss");
  const { default: tailwind } = await import("@tailwindcss/postcss");
  const from = join(root, "src/document/client.css");
  const { css } = await postcss([tailwind({ base: root, optimize: { minify: true } })]).process(
    fs.readFileSync(from, "utf8"),
    { from },
  );
  const { transform, stop } = await import("esbuild");
  const { code } = await transform(fs.readFileSync(join(root, "src/document/live.js"), "utf8"), {
    minify: true,
    target: "es2020",
  });
  await stop();
  const folder = join(root, "public");
  const cached = [
    ["css", css],
    ["js", code],
  ].map(([kind, text]) => {
    const name = `client.${createHash("sha256").update(text).digest("hex").slice(0, 8)}.${kind}`;
    fs.writeFileSync(join(folder, name), text);
    return name;
  });
  const record = `${JSON.stringify({ href: `/${cached[0]}`, live: `/${cached[1]}` })}\n`;
  const file = join(root, "src/document/stylesheet.json");
  if (read(file) !== record) fs.writeFileSync(file, record);
  for (const old of fs.readdirSync(folder))
    if (/^client\.[0-9a-f]{8}\.(css|js)$/.test(old) && !cached.includes(old))
      fs.rmSync(join(folder, old));
}

/**
 * How the processes are bundled, each into one file that imports its packages.
 * @returns {import("esbuild").BuildOptions}
 */
export function bundleOptions(names = Object.keys(ENTRIES)) {
  return {
    absWorkingDir: root,
    entryPoints: names.map((name) => ({ in: ENTRIES[name], out: name })),
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    platform: "node",
    format: "esm",
    target: "node24",
    bundle: true,
    packages: "external",
    jsx: "automatic",
    sourcemap: true,
    logLevel: "silent",
  };
}

async function makeBundles() {
  const { build: bundle, formatMessages, stop } = await import("esbuild");
  try {
    await bundle(bundleOptions());
  } catch (error) {
    if (!error.errors) throw error;
    throw new Error((await formatMessages(error.errors, { kind: "error" })).join("\n"), {
      cause: error,
    });
  } finally {
    // Its own process would keep running for as long as we do.
    await stop();
  }
}

if (isMain(import.meta.url)) {
  try {
    const settings = readSettings({ secret: false });
    if (!(await build({ secret: settings.secret ?? findKeptSecret(settings.dataDir) })))
      process.stdout.write("Nothing has changed since the last build.\n");
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
