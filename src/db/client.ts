import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type QueryResultRow } from "pg";
import { log, plainError } from "@/lib/log";
import { connectionOptions } from "./connection";
import { Prisma, PrismaClient } from "./generated/client";
import { nameStatement } from "./statement-names";

export type Tx = Prisma.TransactionClient;

// Next reloads modules in development; the pool must outlive that.
const kept = globalThis as unknown as { uptomarkPool?: Pool; uptomarkDb?: PrismaClient };

function pool(): Pool {
  return (kept.uptomarkPool ??= new Pool(connectionOptions(10)).on("error", (error) =>
    log().warn(plainError(error), "a database connection was lost"),
  ));
}

/** The database. Opened at the first need, so that a build needs none. */
export function db(): PrismaClient {
  return (kept.uptomarkDb ??= new PrismaClient({
    adapter: new PrismaPg(pool(), {
      disposeExternalPool: true,
      statementNameGenerator: nameStatement,
    }),
  }));
}

/**
 * What a reading statement finds, asked over the same connections but past Prisma, and prepared under its name.
 * For the reads by a client's link alone (docs/decisions/017): types are the caller's word.
 */
export async function readRows<Row extends QueryResultRow>(
  name: string,
  sql: string,
  values: unknown[],
): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ name, text: sql, values });
  return rows;
}

/** Runs `work` in one transaction: all of it or nothing. A refusal or any error undoes it. */
export function inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return db().$transaction(work, { maxWait: 5_000, timeout: 15_000 });
}

/** The database answers, but in another zone: times would be read wrongly, so nothing may start on it. */
export class NotUtc extends Error {
  override readonly name = "NotUtc";
}

/** Throws NotUtc when the database's sessions are not in UTC, and any other error when it cannot be asked. */
export async function requireUtc(): Promise<void> {
  const [row] = await db().$queryRaw<{ TimeZone: string }[]>`SHOW timezone`;
  if (row?.TimeZone !== "UTC")
    throw new NotUtc(
      `The database session is in ${row?.TimeZone ?? "an unknown zone"}, not UTC. Remove any timezone option from DATABASE_URL or the connection pooler.`,
    );
}

/** Whether an error says that a unique key was already there. */
export function isTaken(error: unknown): boolean {
  // By its code: the web process holds two copies of the client's error classes.
  return error instanceof Error && "code" in error && error.code === "P2002";
}

export { Prisma };
