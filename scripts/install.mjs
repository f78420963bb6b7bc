// Installs the packages when the lock changed, or when an earlier install did not end well.
// Only what Node 20 has: this runs before the install.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root, runTool, step } from "./step.mjs";

const modules = join(root, "node_modules");
const marker = join(modules, ".uptomark-installed");
const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

/**
 * Installs what the lock says. The marker is written last, so that a killed install is repeated.
 */
export async function installPackages({ signal } = {}) {
  const wanted = lockHash();
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  rmSync(marker, { force: true });
  // npm deletes node_modules first, so it must not run on the Node in there.
  const outside = process.env.PATH.split(delimiter).filter((folder) => !folder.startsWith(modules));
  const env = {
    ...process.env,
    PATH: outside.join(delimiter),
    NODE_ENV: "development",
    PRISMA_SCHEMA_ENGINE_BINARY: join(root, "scripts/prisma-engine.mjs"),
  };
  await step("Installing the packages", () =>
    runTool("npm", ["ci", "--no-audit", "--no-fund"], { signal, env }),
  );
  writeFileSync(marker, wanted);
}

// An install made by hand counts as well: package.json calls this after each.
if (process.argv[1] === fileURLToPath(import.meta.url) && process.argv[2] === "--done")
  writeFileSync(marker, lockHash());
