// What an install costs its database while nobody uses it: web and worker on an empty studio for a minute, after
// half a minute to settle.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { build } from "../scripts/build.mjs";
import { nextFreePort } from "../scripts/free-port.mjs";
import { migrate } from "../scripts/migrate.mjs";
import { startPostgres } from "../scripts/postgres.mjs";
import { root } from "../scripts/step.mjs";

const SETTLE_MS = 30_000;
const MEASURE_MS = 60_000;

/** Transactions and bytes of WAL a second; a statement outside of a transaction is one of its own. */
export async function measure({ signal }) {
  await build({ signal });
  const folder = mkdtempSync(join(tmpdir(), "uptomark-idle-"));
  const server = await startPostgres({ dataDir: join(folder, "postgres"), signal });
  const children = [];
  try {
    const database = server.url("uptomark");
    await migrate(database, { signal });
    const port = await nextFreePort("127.0.0.1", 4300);
    const url = `http://localhost:${port}`;
    const env = {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: database,
      APP_URL: url,
      NEXTAUTH_URL: url,
      PORT: String(port),
      APP_SECRET: "a secret for the measurement alone, of no worth",
      LOG_LEVEL: "warn",
    };
    for (const name of ["web", "worker"])
      children.push(
        spawn(process.execPath, [join(root, `dist/${name}.mjs`)], {
          cwd: root,
          env,
          stdio: "inherit",
        }),
      );
    await pause(SETTLE_MS, undefined, { signal });
    const { default: pg } = await import("pg");
    const client = new pg.Client({ connectionString: server.url("postgres") });
    await client.connect();
    const read = async () =>
      (
        await client.query(
          `SELECT xact_commit::float8 AS transactions, pg_wal_lsn_diff(pg_current_wal_insert_lsn(),
            '0/0')::float8 AS wal,
             (SELECT count(*)::int FROM pg_stat_activity WHERE datname = 'uptomark') AS connections
           FROM pg_stat_database WHERE datname = 'uptomark'`,
        )
      ).rows[0];
    const before = await read();
    await pause(MEASURE_MS, undefined, { signal });
    const after = await read();
    await client.end();
    const seconds = MEASURE_MS / 1000;
    const perSecond = (what) => (after[what] - before[what]) / seconds;
    return [
      {
        name: "at rest: transactions",
        value: Number(perSecond("transactions").toFixed(2)),
        unit: "a second",
      },
      { name: "at rest: WAL", value: Math.round(perSecond("wal")), unit: "bytes a second" },
      { name: "at rest: connections", value: after.connections, unit: "connections" },
    ];
  } finally {
    for (const child of children) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
