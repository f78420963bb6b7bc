// npm test: everything, on a database and a browser it brings itself.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages } from "./install.mjs";
import { isOldNode, runOnNewerNode } from "./newer-node.mjs";
import { step, ToolFailed } from "./step.mjs";
import { Stopped, stopSignal } from "./stopping.mjs";

const TEMPLATE = "uptomark_template";

const signal = stopSignal();
try {
  await installPackages({ signal });
  process.exitCode = isOldNode() ? await runOnNewerNode(signal) : await test();
} catch (error) {
  process.stderr.write(
    `${error instanceof ToolFailed || error instanceof Stopped ? error.message : error.stack}\n`,
  );
  process.exitCode = 1;
}
if (process.connected) process.disconnect();

async function test() {
  const { build } = await import("./build.mjs");
  const { findBrowser } = await import("./browser.mjs");
  const { findMailServer, findProxies } = await import("./system-tools.mjs");
  const { format, lint, phase, playwright, sum, types, vitest, words } =
    await import("./phases.mjs");
  const results = [];
  const run = async (name, work) => results.push(await phase(name, work));

  try {
    await runAll();
  } catch (error) {
    // A failure that stops the remaining suites counts as one more failure, shown before the count.
    process.stderr.write(
      `${error instanceof ToolFailed || error instanceof Stopped ? error.message : error.stack}\n`,
    );
    results.push({ passed: 0, failed: 1 });
  }
  return sum(results);

  async function runAll() {
    await run("build", async () => {
      await build({ signal });
      return { passed: 1, failed: 0 };
    });
    await withTestDatabase(async (server) => {
      const env = { TEST_DATABASE_URL: server.url("postgres") };
      // The start-up tests mostly wait for what they started, so the others run beside them.
      await bothToTheEnd(
        () => checkAndTest(env),
        () => run("start", () => vitest(["--project", "start"], { env, signal })),
      );
      await run("integration, where the server is not in UTC", () =>
        inZone(server, "America/New_York", () =>
          vitest(["--project", "integration", ".zone.test.ts"], { env, signal }),
        ),
      );
      await run("browser journeys", async () => {
        const CHROMIUM_PATH = await findBrowser({ signal });
        const proxies = await findProxies({ signal });
        const mailServer = await findMailServer({ signal });
        return playwright({ env: { ...env, ...proxies, ...mailServer, CHROMIUM_PATH }, signal });
      });
    });
  }

  async function checkAndTest(env) {
    await run("lint", () => lint(signal));
    await run("format", () => format(signal));
    await run("words", words);
    await run("types", () => types(signal));
    await run("rules", () => vitest(["--project", "rules"], { signal }));
    await run("integration", async () => {
      const mailServer = await findMailServer({ signal });
      return vitest(["--project", "integration"], { env: { ...env, ...mailServer }, signal });
    });
    await run("faults, the small size", () => smallFaults(signal));
  }
}

/** Runs two works beside each other. Where one fails the other still comes to its end first. */
async function bothToTheEnd(...works) {
  const results = await Promise.allSettled(works.map((work) => work()));
  const failed = results.find(({ status }) => status === "rejected");
  if (failed) throw failed.reason;
}

/** A temporary server, with a migrated database for the tests to clone. */
async function withTestDatabase(work) {
  const { migrate } = await import("./migrate.mjs");
  const { startPostgres } = await import("./postgres.mjs");
  const folder = mkdtempSync(join(tmpdir(), "uptomark-test-"));
  try {
    const server = await startPostgres({
      dataDir: join(folder, "postgres"),
      durable: false,
      signal,
    });
    try {
      await step("Migrating the database the tests clone", () =>
        migrate(server.url(TEMPLATE), { signal }),
      );
      await work(server);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each row of the table is one check. What does not hold is shown. */
async function smallFaults(signal) {
  const { faults } = await import("./faults.mjs");
  const lines = [];
  const rows = await faults({ isFull: false, signal, tell: (line) => lines.push(line) }).catch(
    (error) => {
      if (error instanceof Stopped) throw error;
      lines.push(error.stack);
      return [{ holds: false }];
    },
  );
  const failed = rows.filter((row) => !row.holds).length;
  return { passed: rows.length - failed, failed, output: lines.join("\n") };
}

async function inZone(server, zone, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: server.url("postgres") });
  await client.connect();
  try {
    await client.query(`ALTER SYSTEM SET timezone = '${zone}'`);
    await client.query("SELECT pg_reload_conf()");
    return await work();
  } finally {
    await client.query("ALTER SYSTEM RESET timezone");
    await client.query("SELECT pg_reload_conf()");
    await client.end();
  }
}
