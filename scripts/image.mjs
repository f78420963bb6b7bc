// node scripts/image.mjs <folder>: copies what runs, and nothing else, out of a built checkout. The Dockerfile
// calls it, and so do the tests.
import * as fs from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ENTRIES } from "./build.mjs";
import { isMain, root } from "./step.mjs";

/** Next's compiler and its manual, which a built product never loads. */
const NEVER_LOADED = [
  "node_modules/@next/swc-*/**",
  "node_modules/typescript/**",
  "node_modules/next/dist/compiled/next-server/*.dev.js",
  "node_modules/next/dist/docs/**",
  "docs/**",
  "**/*.d.ts",
  "**/*.map",
];
/** What is found by its path, and so is not seen in the code. */
const BY_PATH = [
  "public",
  "prisma/migrations",
  "package.json",
  "LICENSE",
  // Next asks, before it reads its settings, where its bundler is.
  "node_modules/next/dist/compiled/webpack",
  "node_modules/next/dist/compiled/@babel/runtime",
];
/** What a build leaves for the next build. */
const FOR_BUILDING = /^\.next\/(cache|types|diagnostics|trace|trace-build|turbopack)(\/|$)/;

/** Makes the application's folder of an image at `folder`, which must not be there yet. */
export async function makeAppFolder(folder) {
  if (fs.existsSync(folder)) throw new Error(`${folder} is there already.`);
  // Links are kept as they are: Next names a package that it does not bundle by one.
  const copy = (path, more) =>
    fs.cpSync(join(root, path), join(folder, path), { verbatimSymlinks: true, ...more });
  for (const file of await traced()) copy(file);
  for (const path of [".next", ...BY_PATH])
    copy(path, { recursive: true, filter: (from) => isForRunning(relative(root, from)) });
  await writeConfiguration(folder);
}

/** The files that the processes and the commands load, by what their code says. */
async function traced() {
  const { nodeFileTrace } = await import("@vercel/nft");
  const entries = [
    ...Object.keys(ENTRIES).map((name) => `dist/${name}.mjs`),
    "scripts/in-image.mjs",
    // For the settings, which are not among the files that are traced.
    "node_modules/next/constants.js",
  ];
  const { fileList } = await nodeFileTrace(
    entries.map((entry) => join(root, entry)),
    { base: root, processCwd: root, ignore: NEVER_LOADED },
  );
  // What each page loads is written down by Next's own trace.
  for (const list of fs.globSync(".next/**/*.nft.json", { cwd: root })) {
    const from = dirname(join(root, list));
    for (const file of JSON.parse(fs.readFileSync(join(root, list), "utf8")).files)
      fileList.add(relative(root, resolve(from, file)));
  }
  return [...fileList].filter((file) => {
    const path = join(root, file);
    const isFile = fs.existsSync(path) && fs.lstatSync(path).isFile();
    return isFile && !file.startsWith(".next") && isForRunning(file);
  });
}

/** Whether a file is neither of use to the next build alone nor a map from what was built to its source. */
const isForRunning = (file) => !FOR_BUILDING.test(file) && !/\.(map|d\.ts)$/.test(file);

/** Next's settings as JavaScript: to read TypeScript it would need its compiler. */
async function writeConfiguration(folder) {
  const { transform, stop } = await import("esbuild");
  const { code } = await transform(fs.readFileSync(join(root, "next.config.ts"), "utf8"), {
    loader: "ts",
    format: "esm",
  });
  await stop();
  fs.writeFileSync(join(folder, "next.config.mjs"), code);
}

if (isMain(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error("Say where: node scripts/image.mjs <folder>");
  await makeAppFolder(resolve(folder));
}
