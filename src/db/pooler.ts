import { randomInt } from "node:crypto";
import { Client } from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { UnusableDatabase } from "./client";
import { connectionOptions, directOptions } from "./connection";
import { haveOwnSessions } from "./statement-names";

/**
 * Finds out what is between this process and its database, where DIRECT_DATABASE_URL says that something does.
 * Throws UnusableDatabase where both addresses lead to different databases or the pooler's sessions lack the zone or a
 * limit, and other errors where one of them cannot be reached. Statements are named from then on where each
 * connection has a session of its own.
 */
export async function checkPooler(): Promise<void> {
  if (!env().DIRECT_DATABASE_URL) return;
  const clients = [connectionOptions(1), connectionOptions(1), directOptions(1)].map(
    (options) => new Client(options),
  );
  const [one, other, direct] = clients as [Client, Client, Client];
  // One that is lost fails the query under way, which says so.
  for (const client of clients) client.on("error", () => undefined);
  try {
    for (const client of clients) await client.connect();
    await requireSameDatabase(one, direct);
    await requireSettings(one);
    const isOwn = !(await areSessionsShared(one, other));
    haveOwnSessions(isOwn);
    log().info(
      { sessions: isOwn ? "own" : "shared" },
      "a pooler is between this process and the database",
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** Returns, in one sentence, why a database that was reached cannot be worked with; null for any other error. */
export function whyUnusable(error: unknown): string | null {
  if (error instanceof UnusableDatabase) return error.message;
  const said = error instanceof Error ? `${error.message} ${JSON.stringify(error.cause)}` : "";
  return said.includes("unsupported startup parameter")
    ? "DATABASE_URL leads to a pooler that refuses what a session is opened with. Set DIRECT_DATABASE_URL to an " +
        "address of the same database past the pooler."
    : null;
}

/** A lock that one holds is seen by the other in the same database alone, whatever their addresses. */
async function requireSameDatabase(pooled: Client, direct: Client): Promise<void> {
  const key = randomInt(2 ** 40);
  await direct.query("BEGIN");
  await direct.query("SELECT pg_advisory_xact_lock($1)", [key]);
  const { rows } = await pooled.query<{ isFree: boolean }>(
    `SELECT pg_try_advisory_xact_lock($1) AS "isFree"`,
    [key],
  );
  await direct.query("COMMIT");
  if (rows[0]?.isFree)
    throw new UnusableDatabase(
      "DATABASE_URL and DIRECT_DATABASE_URL lead to different databases. Both must name the same one: " +
        "the first by the pooler, the second past it.",
    );
}

type Settings = { zone: string; statement: string; idle: string; role: string };

async function requireSettings(pooled: Client): Promise<void> {
  const { rows } = await pooled.query<Settings>(
    `SELECT current_setting('TimeZone') AS "zone", current_setting('statement_timeout') AS "statement",
      current_setting('idle_in_transaction_session_timeout') AS "idle", current_user AS "role"`,
  );
  const { zone, statement, idle, role } = rows[0]!;
  const lacking = [
    zone !== "UTC" && "timezone = 'UTC'",
    statement === "0" && "statement_timeout = '15s'",
    idle === "0" && "idle_in_transaction_session_timeout = '20s'",
  ].filter((one) => one !== false);
  if (lacking.length === 0) return;
  const cure = lacking.map((one) => `ALTER ROLE ${role} SET ${one}`).join("; ");
  throw new UnusableDatabase(
    `The sessions behind the pooler in DATABASE_URL lack what Uptomark relies on. Run, as a superuser: ${cure}. ` +
      "Then let the pooler open new connections (RECONNECT in PgBouncer), and start again.",
  );
}

const LOOKS = 20;

/**
 * Whether two connections, both open, are ever answered by one server process: then a session is only lent, for a
 * transaction or a statement. They ask in turn and at rest, when a pooler lends what was given back last.
 */
async function areSessionsShared(one: Client, other: Client): Promise<boolean> {
  const seen = new Map<number, Client>();
  for (let look = 0; look < LOOKS; look += 1)
    for (const client of [one, other]) {
      const { rows } = await client.query<{ pid: number }>(`SELECT pg_backend_pid() AS "pid"`);
      const { pid } = rows[0]!;
      if ((seen.get(pid) ?? client) !== client) return true;
      seen.set(pid, client);
    }
  // A session of one's own stays the same.
  return seen.size !== 2;
}
