import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type QueryResultRow } from "pg";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { Prisma, PrismaClient } from "./generated/client";

export type Tx = Prisma.TransactionClient;

/**
 * Options for every database connection. The session is pinned to UTC because the adapter reads
 * times as UTC; waiting for a connection and for a statement both have limits.
 */
export function connectionOptions(max: number) {
  return {
    connectionString: env().DATABASE_URL,
    max,
    options:
      "-c timezone=UTC -c statement_timeout=15000 -c idle_in_transaction_session_timeout=20000",
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
  };
}

// Next reloads modules in development; the pool must survive that.
const kept = globalThis as unknown as { uptomarkPool?: Pool; uptomarkDb?: PrismaClient };

function pool(): Pool {
  return (kept.uptomarkPool ??= new Pool(connectionOptions(10)).on("error", (error) =>
    log().warn(plainError(error), "a database connection was lost"),
  ));
}

/** Returns the database. Opened on first use, so that a build needs none. */
export function db(): PrismaClient {
  return (kept.uptomarkDb ??= new PrismaClient({
    adapter: new PrismaPg(pool(), {
      disposeExternalPool: true,
      statementNameGenerator: nameStatement,
    }),
  }));
}

/**
 * Returns the rows of a read, over the same connections but past Prisma, prepared under its name.
 * Only for reads by a client's link (docs/decisions/017): the caller vouches for the types.
 */
export async function readRows<Row extends QueryResultRow>(
  name: string,
  sql: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ name, text: sql, values });
  return rows;
}

const names = new Map<string, string>();
/**
 * More distinct texts than the product has. Beyond it statements stay unnamed, so that a connection
 * never holds more.
 */
const MOST_NAMES = 300;

/**
 * Names a statement, so that the server plans it once per connection. An empty name prepares
 * nothing.
 */
function nameStatement({ sql }: { sql: string }): string {
  let name = names.get(sql);
  if (name === undefined && names.size < MOST_NAMES) {
    name = `q${names.size}`;
    names.set(sql, name);
  }
  return name ?? "";
}

/** Runs `work` in one transaction: all of it or nothing. A refusal or any error undoes it. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 5_000, timeout: 15_000 });
}

/** The database answers, but in another zone: times would be read wrongly, so nothing may start. */
export class NotUtc extends Error {
  override readonly name = "NotUtc";
}

/**
 * Throws NotUtc when the database's sessions are not in UTC, and other errors when it cannot be
 * asked.
 */
export async function requireUtc(): Promise<void> {
  const [row] = await db().$queryRaw<{ TimeZone: string }[]>`SHOW timezone`;
  if (row?.TimeZone !== "UTC")
    throw new NotUtc(
      `The database session is in ${row?.TimeZone ?? "an unknown zone"}, not UTC. Remove any timezone option from DATABASE_URL or the connection pooler.`,
    );
}

/** Returns whether an error says that a unique key already exists. */
export function isTaken(error: unknown): boolean {
  // By its code: the web process holds two copies of the client's error classes.
  return error instanceof Error && "code" in error && error.code === "P2002";
}

export { Prisma };
