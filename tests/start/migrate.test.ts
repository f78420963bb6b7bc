import { execFile, spawn } from "node:child_process";
import { randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import type { Client } from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { databaseAddressProblem } from "@/lib/database-address.mjs";
import { newDatabase as anyDatabase, onServer, type Database } from "@tests/support/new-database";
import { migrate, readMigrations } from "../../scripts/migrate.mjs";

const root = resolve(import.meta.dirname, "../..");
const server = process.env.TEST_DATABASE_URL!;
/** How often a migration is killed: `MIGRATION_KILLS=200` for the full size. */
const KILLS = Number(process.env.MIGRATION_KILLS ?? 25);
const all = readMigrations();

/** A database that is not there yet, and is gone after the test. */
function newDatabase() {
  const database = anyDatabase();
  onTestFinished(database.drop);
  return database;
}

const records = (database: Database) =>
  database.sql<{ name: string; isDone: boolean; isRolledBack: boolean }>(
    `SELECT "migration_name" AS "name", "finished_at" IS NOT NULL AS "isDone",
      "rolled_back_at" IS NOT NULL AS "isRolledBack"
     FROM "_prisma_migrations" ORDER BY "started_at", "migration_name"`,
  );

const programs = {
  ours: [process.execPath, "scripts/db.mjs", "migrate"],
  prisma: [resolve(root, "node_modules/.bin/prisma"), "migrate", "deploy"],
};

/**
 * Runs a program on the database and kills it outright, with all it started, once `moment` has
 * come. Whether it was still at work.
 */
async function killAtWork(
  database: Database,
  [command, ...args]: string[],
  moment: (client: Client) => Promise<boolean>,
): Promise<boolean> {
  await onServer((client) => client.query(`CREATE DATABASE "${database.name}"`));
  const child = spawn(command!, args, {
    cwd: root,
    env: { ...process.env, DATABASE_URL: database.url, CHECKPOINT_DISABLE: "1" },
    stdio: "ignore",
    detached: true,
  });
  const gone = new Promise<void>((done) => child.on("exit", () => done()));
  let wasAtWork = false;
  try {
    await onServer(async (client) => {
      while (child.exitCode === null && !(await moment(client))) await pause(1);
    }, database.url);
  } finally {
    wasAtWork = child.exitCode === null;
    if (wasAtWork) process.kill(-child.pid!, "SIGKILL");
    await gone;
  }
  return wasAtWork;
}

/** True once the records answer `condition`; a table that is not there yet has none. */
const once = (condition: string) => async (client: Client) => {
  const { rows } = await client.query<{ isThere: boolean }>(
    `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS "isThere"`,
  );
  if (!rows[0]!.isThere) return false;
  return (await client.query(`SELECT 1 FROM "_prisma_migrations" ${condition}`)).rows.length > 0;
};

const isAtWork = async (client: Client) =>
  (
    await client.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'uptomark migrate'`,
    )
  ).rows.length > 0;

describe("a kill while migrating", () => {
  test(`leaves an install that starts: ${KILLS} times`, { timeout: KILLS * 10_000 }, async () => {
    const database = newDatabase();
    let inside = 0;
    for (let n = 0; n < KILLS; n += 1) {
      await database.drop();
      const before = n % all.length;
      await killAtWork(database, programs.ours, async (client) => {
        const isThere = await (before === 0
          ? isAtWork(client)
          : once(`HAVING count(*) >= ${before}`)(client));
        if (isThere) await pause(randomInt(15));
        return isThere;
      });
      const done = await records(database).catch(() => []);
      inside += Number(done.length < all.length);
      await migrate(database.url);
      expect((await records(database)).map(({ name }) => name)).toEqual(all.map((one) => one.name));
      expect((await records(database)).every((one) => one.isDone && !one.isRolledBack)).toBe(true);
    }
    // The kills came where they were meant to: before the last migration was written down.
    expect(inside).toBeGreaterThan(KILLS / 2);
  });

  test("without one transaction leaves one that is stuck, which the next start repairs", async () => {
    const database = newDatabase();
    const isStuck = async () =>
      (await records(database).catch(() => [])).some((one) => !one.isDone && !one.isRolledBack);
    let tries = 0;
    do {
      await database.drop();
      await killAtWork(database, programs.prisma, once(`WHERE "finished_at" IS NULL`));
      tries += 1;
    } while (!(await isStuck()) && tries < 10);
    expect(await isStuck(), `stuck after one of ${tries} kills`).toBe(true);
    await migrate(database.url);
    const after = await records(database);
    expect(after.filter((one) => one.isDone).map(({ name }) => name)).toEqual(
      all.map((one) => one.name),
    );
  });
});

/** Undoes what was written down of the last migration's end, as a kill of Prisma's deploy leaves it. */
const forgetTheEnd = (database: Database) =>
  database.sql(
    `UPDATE "_prisma_migrations" SET "finished_at" = NULL, "applied_steps_count" = 0 WHERE "migration_name" = $1`,
    [all.at(-1)!.name],
  );

describe("a migration that an older version began and did not finish", () => {
  test("is written down as done where all of it is there", async () => {
    const database = newDatabase();
    await migrate(database.url);
    await forgetTheEnd(database);
    expect(await migrate(database.url)).toEqual([]);
    expect((await records(database)).every((one) => one.isDone && !one.isRolledBack)).toBe(true);
  });

  test("is applied anew where nothing of it is there", async () => {
    const database = newDatabase();
    await migrate(database.url, { migrations: all.slice(0, -1) });
    await database.sql(
      `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name") VALUES ('begun', 'x', $1)`,
      [all.at(-1)!.name],
    );
    expect(await migrate(database.url)).toEqual([all.at(-1)!.name]);
  });

  test("is refused in one sentence where half of it is there", async () => {
    const database = newDatabase();
    await migrate(database.url);
    await forgetTheEnd(database);
    await database.sql(`ALTER TABLE "Email" DROP COLUMN "lastError"`);
    await expect(migrate(database.url)).rejects.toThrow(
      /^The migration \S+ was broken off by an older version, and the tables are neither/,
    );
  });
});

test("Prisma finds the database as its own deploy would have left it", async () => {
  const database = newDatabase();
  await migrate(database.url);
  const prisma = (...args: string[]) =>
    promisify(execFile)(programs.prisma[0]!, args, {
      cwd: root,
      env: { ...process.env, DATABASE_URL: database.url, CHECKPOINT_DISABLE: "1" },
    });
  expect((await prisma("migrate", "status")).stdout).toContain("Database schema is up to date!");
  // Exit code 2 would say that the tables differ from the schema.
  const both = ["--from-config-datasource", "--to-schema", "prisma/schema"];
  const diff = await prisma("migrate", "diff", ...both, "--exit-code");
  expect(diff.stdout).toContain("No difference detected");
});

test("Prisma understands the engine's answer, whatever is said of colours", async () => {
  const database = newDatabase();
  const [command, ...args] = [programs.prisma[0]!, "migrate", "status"];
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...plain } = process.env;
  const ask = (colours: Record<string, string>) =>
    promisify(execFile)(command, args, {
      cwd: root,
      env: { ...plain, ...colours, DATABASE_URL: database.url, CHECKPOINT_DISABLE: "1" },
    }).catch((error: { stderr: string }) => error.stderr);
  const expected = expect.stringContaining(`Database \`${database.name}\` does not exist`);
  expect(await ask({ NO_COLOR: "1", FORCE_COLOR: "1" })).toEqual(expected);
  expect(await ask({})).toEqual(expected);
});

test("two at once wait for each other, and one of them does it", async () => {
  const database = newDatabase();
  await onServer((client) => client.query(`CREATE DATABASE "${database.name}"`));
  const done = await Promise.all([migrate(database.url), migrate(database.url)]);
  expect(done.flat().toSorted()).toEqual(all.map(({ name }) => name));
});

test("a server behind a Unix socket is reached by the folder it lies in", async () => {
  const { hostname, port, username, password } = new URL(server);
  const folder = await mkdtemp(join(tmpdir(), "uptomark-socket-"));
  const socket = createServer((near) => {
    const far = connect(Number(port), hostname);
    near.pipe(far).pipe(near);
  }).listen(join(folder, ".s.PGSQL.5432"));
  onTestFinished(async () => {
    socket.close();
    await rm(folder, { recursive: true });
  });
  const { name } = newDatabase();
  const url = `postgresql://${username}:${password}@localhost/${name}?host=${folder}`;
  expect(databaseAddressProblem(url)).toBeNull();
  expect(await migrate(url)).toEqual(all.map((one) => one.name));
});

test("a program older than the database is refused in one sentence", async () => {
  const database = newDatabase();
  await migrate(database.url);
  await expect(migrate(database.url, { migrations: all.slice(0, -1) })).rejects.toThrow(
    `The database was last used by a newer Uptomark (it knows ${all.at(-1)!.name}, which this one does not).`,
  );
});

test("somebody else's database is refused, and left as it is", async () => {
  const database = newDatabase();
  await onServer((client) => client.query(`CREATE DATABASE "${database.name}"`));
  await database.sql(`CREATE TABLE invoices (id int)`);
  await expect(migrate(database.url)).rejects.toThrow("tables that are not Uptomark's");
  expect(
    await database.sql(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
    ),
  ).toEqual([{ relname: "invoices" }]);
});

test.each(all)("$name holds only what runs inside one transaction", ({ sql }) => {
  const statements = sql.replaceAll(/--.*$/gm, "").replaceAll(/\$\$[\s\S]*?\$\$/g, "");
  expect(statements).not.toMatch(
    /\bCONCURRENTLY\b|(^|;)\s*(BEGIN|COMMIT|ROLLBACK|START TRANSACTION|VACUUM)\b/i,
  );
});
