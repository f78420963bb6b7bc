// npm run test:faults: kill, cut, hang and flood around an email. `-- --small` is the size that npm test runs.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, bundleOptions } from "./build.mjs";
import { installPackages } from "./install.mjs";
import { isOldNode, runOnNewerNode } from "./newer-node.mjs";
import { isMain, root, say } from "./step.mjs";
import { stopSignal } from "./stopping.mjs";

const ENTRIES = ["run", "worker", "studio"];

/** Runs the faults in one size. Returns the table's rows: each says whether it holds. */
export async function faults({ isFull, only, signal, tell = say }) {
  await build({ signal });
  await bundleFaults();
  // They need the packages, which may just have been installed.
  const { findBrowser } = await import("./browser.mjs");
  const { migrate } = await import("./migrate.mjs");
  const { startPostgres } = await import("./postgres.mjs");
  process.env.CHROMIUM_PATH = await findBrowser({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-faults-"));
  try {
    const dataDir = join(folder, "postgres");
    // Many workers at once, each with a pool of its own.
    const start = (port) => startPostgres({ dataDir, port, connections: 200, signal });
    const server = await start();
    try {
      await migrate(server.url("uptomark_base"), { signal });
    } catch (error) {
      await server.stop();
      throw error;
    }
    const { runFaults } = await import(pathToFileURL(join(root, "dist/faults/run.mjs")).href);
    return await runFaults({
      root,
      isFull,
      only,
      server,
      startAgain: () => start(server.port),
      say: tell,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function bundleFaults() {
  const { build: bundle, stop } = await import("esbuild");
  await bundle({
    ...bundleOptions([]),
    entryPoints: ENTRIES.map((name) => ({ in: `tests/faults/${name}.ts`, out: name })),
    outdir: "dist/faults",
  });
  await stop();
}

async function runAll(signal) {
  const flag = process.argv.indexOf("--only");
  const from = performance.now();
  const rows = await faults({
    isFull: !process.argv.includes("--small"),
    only: flag > 0 ? (process.argv[flag + 1] ?? "nothing") : undefined,
    signal,
  });
  const failed = rows.filter((row) => !row.holds);
  say(
    `${rows.length - failed.length} of ${rows.length} faults held ` +
      `(${Math.round((performance.now() - from) / 1000)} s)`,
  );
  return failed.length > 0 ? 1 : 0;
}

if (isMain(import.meta.url)) {
  try {
    const signal = stopSignal();
    await installPackages({ signal });
    process.exitCode = isOldNode() ? await runOnNewerNode(signal) : await runAll(signal);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
  if (process.connected) process.disconnect();
}
