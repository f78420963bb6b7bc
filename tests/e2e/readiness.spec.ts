import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { expect, test } from "@playwright/test";
import { startPostgres } from "../../scripts/postgres.mjs";
import { withCleanup } from "@tests/support/cleanup";
import { startStack, until } from "@tests/support/stack";

test("a database that freezes, or cannot write, is not ready", () =>
  withCleanup(async (after) => {
    const folder = mkdtempSync(join(tmpdir(), "uptomark-frozen-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const dataDir = join(folder, "postgres");
    const server = await startPostgres({ dataDir, durable: false });
    after(() => server.stop());
    await promisify(execFile)("node_modules/.bin/prisma", ["migrate", "deploy"], {
      env: { ...process.env, DATABASE_URL: server.url("uptomark_template") },
    });
    const stack = await startStack({ server: server.url("postgres") });
    after(stack.stop);
    const name = new URL(stack.database).pathname.slice(1);
    const ready = async () => {
      const from = Date.now();
      const answer = await fetch(`${stack.url}/readyz`);
      return { status: answer.status, said: await answer.text(), took: Date.now() - from };
    };
    const untilSaid = (words: string) =>
      until(
        async () => (await ready()).said === `${words}\n`,
        () => `/readyz did not say: ${words}`,
      );
    await test.step("frozen", async () => {
      const backends = await stack.sql<{ pid: number }>(`SELECT pid FROM pg_stat_activity`);
      const [main] = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
      const pids = [Number(main), ...backends.map(({ pid }) => pid)];
      const signal = (what: NodeJS.Signals) => {
        for (const pid of pids) if (isAlive(pid)) process.kill(pid, what);
      };
      await untilSaid("ready");
      signal("SIGSTOP");
      try {
        await until(
          async () => (await ready()).status === 503,
          () => "/readyz did not notice",
        );
        for (let look = 0; look < 3; look++) {
          const { status, said, took } = await ready();
          expect([status, said]).toEqual([503, "The database cannot be reached.\n"]);
          expect(took).toBeLessThan(2_000);
        }
        // The control: the process lives, and says so at once.
        expect((await fetch(`${stack.url}/healthz`)).status).toBe(200);
      } finally {
        signal("SIGCONT");
      }
      await untilSaid("ready");
    });

    // New sessions read a database's settings when they begin: the old ones are ended.
    const set = async (setting: string) => {
      const admin = new Client({ connectionString: server.url("postgres") });
      await admin.connect();
      await admin.query(`ALTER DATABASE "${name}" ${setting}`);
      await admin.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1",
        [name],
      );
      await admin.end();
    };
    await test.step("read only", async () => {
      await set("SET default_transaction_read_only = on");
      await untilSaid("The database can only be read.");
      await set("RESET default_transaction_read_only");
      await untilSaid("ready");
    });

    await test.step("no room beside its tables", async () => {
      await set("SET temp_file_limit = 0");
      await untilSaid("The database cannot write.");
      await set("RESET temp_file_limit");
      await untilSaid("ready");
    });
  }));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
