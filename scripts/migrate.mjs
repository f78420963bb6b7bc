// Brings a database up to the migrations in prisma/migrations. Prisma's own deploy writes "started" and
// "finished" apart from the migration itself, so a kill between them leaves a database that nothing
// continues. Here a migration and its record are one transaction, in Prisma's table and with Prisma's
// checksum, so that `prisma migrate dev` and `status` go on from it. A migration therefore holds only
// what runs inside a transaction: no CREATE INDEX CONCURRENTLY, and no BEGIN or COMMIT of its own.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { compareWithMigrations } from "./migration-state.mjs";
import { Refused } from "./settings.mjs";
import { root } from "./step.mjs";

/** The number Prisma takes its own lock under: `prisma migrate dev` and we wait for each other. */
const LOCK = 72_707_369;
const LONGEST_WAIT = "60s";

const TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** The migrations of a folder, oldest first. */
export function readMigrations(folder = join(root, "prisma/migrations")) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, "migration.sql")))
    .map(({ name }) => ({ name, sql: readFileSync(join(folder, name, "migration.sql"), "utf8") }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Applies what is missing, each migration whole or not at all, and resolves with the names of what was
 * applied. Makes the database where there is none. Safe to be killed at any moment, and to be run by
 * several at once. Throws `Refused` where the database is not one this program can go on from.
 */
export async function migrate(databaseUrl, { signal, migrations = readMigrations() } = {}) {
  const client = await connect(databaseUrl);
  try {
    const applied = [];
    for (;;) {
      signal?.throwIfAborted();
      const step = await inTransaction(client, () => takeStep(client, migrations));
      if (!step) return applied;
      if (step.applied) applied.push(step.applied);
    }
  } catch (error) {
    if (error.code === "55P03")
      throw new Refused(
        `The database is in use by something that did not let go within ${LONGEST_WAIT}: another ` +
          "migration, or a long transaction. Nothing was changed. Start again when it has ended.",
      );
    throw error;
  } finally {
    await client.end();
  }
}

/**
 * Applies migrations within the caller's transaction, which has the tables of no others: all of them or, with the
 * transaction, nothing.
 */
export async function migrateWithin(client, migrations) {
  await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
  while (await takeStep(client, migrations));
}

/**
 * Gives the role, in this database, the zone and the limits that a direct connection asks for by itself and a pooler
 * does not pass on. Sessions that the pooler opens from then on have them. A role that may not change itself is left
 * as it is: web and worker look at what holds, and say what is missing.
 */
export async function settleRole(databaseUrl) {
  const client = await connect(databaseUrl);
  try {
    const { rows } = await client.query(`SELECT current_database() AS "name"`);
    for (const [setting, value] of Object.entries(SETTINGS))
      await client.query(
        `ALTER ROLE CURRENT_USER IN DATABASE ${pg.escapeIdentifier(rows[0].name)} SET ${setting} TO '${value}'`,
      );
  } catch (error) {
    if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
  } finally {
    await client.end();
  }
}

const SETTINGS = {
  timezone: "UTC",
  statement_timeout: "15s",
  idle_in_transaction_session_timeout: "20s",
};
const INSUFFICIENT_PRIVILEGE = "42501";

async function connect(databaseUrl) {
  try {
    return await connectOrCreate(databaseUrl);
  } catch (error) {
    const { host, port, database } = new pg.Client({ connectionString: databaseUrl });
    throw new Refused(
      `The database ${database} on ${host}:${port} cannot be reached: ` +
        `${error.message || error.code}. Is DATABASE_URL right, and does the server run?`,
      { cause: error },
    );
  }
}

async function connectOrCreate(databaseUrl) {
  const open = async (over = {}) => {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: "uptomark migrate",
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      ...over,
    });
    // One that is lost fails the query under way, which says so.
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  try {
    return await open();
  } catch (error) {
    if (error.code !== "3D000") throw error;
  }
  const { database } = new pg.Client({ connectionString: databaseUrl });
  const url = new URL(databaseUrl);
  url.pathname = "/postgres";
  const server = await open({ connectionString: url.href });
  try {
    await server.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
  } catch (error) {
    // Somebody else made it meanwhile.
    if (error.code !== "42P04" && error.code !== "23505") throw error;
  } finally {
    await server.end();
  }
  return open();
}

async function inTransaction(client, work) {
  await client.query("BEGIN");
  try {
    await client.query(
      `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
       SET LOCAL lock_timeout = '${LONGEST_WAIT}'; SET LOCAL timezone = 'UTC'; SET LOCAL search_path = public`,
    );
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // Where the connection itself is gone, so is the transaction.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/** Repairs a half-recorded migration or applies the next one. Undefined when there is nothing left to do. */
async function takeStep(client, migrations) {
  const records = await readRecords(client);
  refuseNewer(records, migrations);
  const half = records.find((record) => record.finishedAt === null);
  if (half) return repair(client, half, migrations);
  const next = migrations.find(({ name }) => records.every((record) => record.name !== name));
  if (!next) {
    await prepareSearch(client);
    return undefined;
  }
  try {
    await client.query(next.sql);
  } catch (error) {
    throw new Refused(
      `The migration ${next.name} could not be applied, and nothing of it was kept: ${error.message}`,
      { cause: error },
    );
  }
  await client.query(
    `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at",
      "finished_at", "applied_steps_count")
     VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 1)`,
    [randomUUID(), checksum(next.sql), next.name],
  );
  return { applied: next.name };
}

/** Begins to use the extensions that search needs where the database got them since its migration. */
async function prepareSearch(client) {
  const { rows } = await client.query(
    `SELECT to_regprocedure('search_prepare()') IS NOT NULL AS "isThere"`,
  );
  if (rows[0].isThere) await client.query("SELECT search_prepare()");
}

/** As Prisma writes it. */
const checksum = (sql) => createHash("sha256").update(sql).digest("hex");

async function readRecords(client) {
  const { rows: made } = await client.query(
    `SELECT to_regclass('public."_prisma_migrations"') IS NOT NULL AS "hasRecords",
       EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
         AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')) AS "hasTables"`,
  );
  if (!made[0].hasRecords) {
    if (made[0].hasTables)
      throw new Refused(
        "The database holds tables that are not Uptomark's. Name an empty one in DATABASE_URL.",
      );
    await client.query(TABLE);
    return [];
  }
  const { rows } = await client.query(
    `SELECT "id", "migration_name" AS "name", "finished_at" AS "finishedAt" FROM "_prisma_migrations"
     WHERE "rolled_back_at" IS NULL ORDER BY "started_at"`,
  );
  return rows;
}

function refuseNewer(records, migrations) {
  const unknown = records.find(({ name }) =>
    migrations.every((migration) => migration.name !== name),
  );
  if (unknown)
    throw new Refused(
      `The database was last used by a newer Uptomark (it knows ${unknown.name}, which this one does not). ` +
        "Start that version, or restore a backup from before it.",
    );
}

/** A migration that was begun by Prisma's deploy and never finished: what exists of it decides. */
async function repair(client, half, migrations) {
  const upTo = migrations.findIndex(({ name }) => name === half.name);
  const { user, password, host, port, database, ssl } = client;
  const other = new pg.Client({ user, password, host, port, database, ssl });
  await other.connect();
  const found = await compareWithMigrations(client, other, migrations.slice(0, upTo + 1)).finally(
    () => other.end(),
  );
  if (found === "whole") {
    await client.query(
      `UPDATE "_prisma_migrations" SET "finished_at" = now(), "applied_steps_count" = 1, "logs" = NULL WHERE "id" = $1`,
      [half.id],
    );
    return { repaired: half.name };
  }
  if (found === "nothing") {
    await client.query(`UPDATE "_prisma_migrations" SET "rolled_back_at" = now() WHERE "id" = $1`, [
      half.id,
    ]);
    return { repaired: half.name };
  }
  throw new Refused(
    `The migration ${half.name} was broken off by an older version, and ${
      found === "unclear"
        ? "whether it took place cannot be seen from the tables"
        : "the tables are neither as they were before it nor as they are after it"
    }. Restore a backup from before it.`,
  );
}
