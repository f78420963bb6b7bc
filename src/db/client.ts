import { setTimeout as pause } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, type QueryResultRow } from "pg";
import { log, plainError } from "@/lib/log";
import { connectionOptions } from "./connection";
import { Prisma, PrismaClient } from "./generated/client";
import { mayNameStatements, nameStatement } from "./statement-names";
import { refuseUndefinedFilters } from "./whole-filters";

export type Tx = Prisma.TransactionClient;

// Next reloads modules in development; the pool must outlive that.
const cached = globalThis as unknown as { uptomarkPool?: Pool; uptomarkDb?: PrismaClient };

function pool(): Pool {
  return (cached.uptomarkPool ??= new Pool(connectionOptions(10)).on("error", (error) =>
    log().warn(plainError(error), "a database connection was lost"),
  ));
}

/** How many of this process's connections are in use and idle, and how many askers wait for one. */
export function poolFigures(): { used: number; idle: number; waiting: number } {
  const { totalCount, idleCount, waitingCount } = pool();
  return { used: totalCount - idleCount, idle: idleCount, waiting: waitingCount };
}

/** Returns the database. Opened on first use, so that a build needs none. */
export function db(): PrismaClient {
  return (cached.uptomarkDb ??= open());
}

function open(): PrismaClient {
  const adapter = new PrismaPg(pool(), {
    disposeExternalPool: true,
    statementNameGenerator: (query) => (mayNameStatements() ? nameStatement(query) : ""),
  });
  const guarded = new PrismaClient({ adapter }).$extends({
    query: {
      $allModels: {
        $allOperations: ({ args, query }) => {
          refuseUndefinedFilters(args);
          return query(args);
        },
      },
    },
  });
  // It answers as the client it extends; its type only lacks the events, which nobody listens to.
  return guarded as unknown as PrismaClient;
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
  const { rows } = await pool().query<Row>({
    name: mayNameStatements() ? name : undefined,
    text: sql,
    values,
  });
  return rows;
}

/** Deadlock and serialisation failure, as PostgreSQL and as Prisma name them. */
const CONFLICTS = new Set(["40P01", "40001", "P2034"]);
const TRIES = 4;
const PAUSE_MS = 30;
/** As long as a transaction may take in milliseconds, where its caller does not know better. */
const LONGEST_MS = 15_000;

/**
 * Runs `work` in one transaction: all of it or nothing. A refusal or any error undoes it. One that PostgreSQL
 * ends because of others (a deadlock, a serialisation failure) is run again with fresh reads, at most four times:
 * `work` may change nothing but the database.
 */
export async function inTransaction<T>(
  work: (tx: Tx) => Promise<T>,
  timeout = LONGEST_MS,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db().$transaction(
        async (tx) => {
          const done = await work(tx);
          await runLast(tx);
          return done;
        },
        { maxWait: 10_000, timeout },
      );
    } catch (error) {
      if (attempt === TRIES || !isConflict(error)) throw error;
      log().warn(
        { ...plainError(error), attempt },
        "a transaction lost to another; it is run again",
      );
      await pause(PAUSE_MS * attempt * (0.5 + Math.random()));
    }
  }
}

/** Whether an error says that a transaction failed because of others, and would pass when run again. */
export function isConflict(error: unknown): boolean {
  const codes = [error, (error as { cause?: unknown })?.cause, (error as { meta?: unknown })?.meta]
    .filter((one) => typeof one === "object" && one !== null)
    .flatMap((one) => [Reflect.get(one, "code"), Reflect.get(one, "originalCode")]);
  const isNamed = error instanceof Error ? /\b(40P01|40001)\b/.test(error.message) : false;
  return isNamed || codes.some((code) => typeof code === "string" && CONFLICTS.has(code));
}

// What is left for the end of a transaction, under a key: the same thing is done once.
const last = new WeakMap<Tx, Map<string, () => Promise<void>>>();

/**
 * Leaves something for the end of the transaction, just before it commits, with it or not at all. For what takes a
 * lock that everybody wants: held for a moment it blocks nobody for long. Under a key that is there already nothing is
 * added. Outside `inTransaction` nothing would run it, so it is for that alone.
 */
export function atEnd(tx: Tx, key: string, work: () => Promise<void>): void {
  const works = last.get(tx) ?? new Map<string, () => Promise<void>>();
  if (!works.has(key)) works.set(key, work);
  last.set(tx, works);
}

async function runLast(tx: Tx): Promise<void> {
  // In one order, so that two transactions never wait for each other here.
  const works = [...(last.get(tx) ?? [])].toSorted(([a], [b]) => a.localeCompare(b));
  for (const [, work] of works) await work();
}

/** The database answers, but its sessions are not as they must be, such as in another zone: nothing may start. */
export class UnusableDatabase extends Error {
  override readonly name = "UnusableDatabase";
}

/**
 * Throws UnusableDatabase when the database's sessions are not in UTC, and other errors when it cannot be
 * asked.
 */
export async function requireUtc(): Promise<void> {
  const [row] = await db().$queryRaw<{ TimeZone: string }[]>`SHOW timezone`;
  if (row?.TimeZone !== "UTC")
    throw new UnusableDatabase(
      `The database session is in ${row?.TimeZone ?? "an unknown zone"}, not UTC. Remove any ` +
        "timezone option from DATABASE_URL or the connection pooler.",
    );
}

/** Returns whether an error says that a unique key already exists. */
export function isTaken(error: unknown): boolean {
  // By its code: the web process holds two copies of the client's error classes.
  return error instanceof Error && "code" in error && error.code === "P2002";
}

export { Prisma };
