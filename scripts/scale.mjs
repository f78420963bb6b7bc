// npm run test:scale: what npm test does in a small size, in full, one after the other, on a machine that has nothing
// else to do: 200 kills inside a migration, and three web and three worker processes killed for two minutes in both
// modes of the pooler.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages } from "./install.mjs";
import { isOldNode, runOnNewerNode } from "./newer-node.mjs";
import { ToolFailed } from "./step.mjs";
import { Stopped, stopSignal } from "./stopping.mjs";

const signal = stopSignal();
try {
  await installPackages({ signal });
  process.exitCode = isOldNode() ? await runOnNewerNode(signal) : await test();
} catch (error) {
  const isPlain = error instanceof ToolFailed || error instanceof Stopped;
  process.stderr.write(`${isPlain ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
if (process.connected) process.disconnect();

async function test() {
  const { build } = await import("./build.mjs");
  const { findBrowser } = await import("./browser.mjs");
  const { migrate } = await import("./migrate.mjs");
  const { phase, playwright, sum, vitest } = await import("./phases.mjs");
  const { startPostgres } = await import("./postgres.mjs");
  const { findProxies } = await import("./system-tools.mjs");
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-scale-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), durable: false, signal });
  try {
    await migrate(server.url("uptomark_template"), { signal });
    const env = {
      TEST_DATABASE_URL: server.url("postgres"),
      MIGRATION_KILLS: "200",
      SCALE: "full",
    };
    const kills = [
      "--project",
      "start",
      "tests/start/migrate.test.ts",
      "-t",
      "a kill while migrating",
    ];
    const browser = {
      ...(await findProxies({ signal })),
      CHROMIUM_PATH: await findBrowser({ signal }),
    };
    return sum([
      await phase("200 kills while migrating", () => vitest(kills, { env, signal })),
      await phase("machines", () =>
        playwright({
          env: { ...env, ...browser },
          signal,
          only: ["several-machines", "clock"],
          show: true,
        }),
      ),
    ]);
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}
