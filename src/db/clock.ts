import { log, plainError } from "@/lib/log";
import { db } from "./client";

type Reading = { at: number; since: number };
// The web process holds two copies of this module, and development reloads it: they read one clock.
const cached = globalThis as unknown as { uptomarkClock?: Reading; uptomarkClockTimer?: unknown };

const AGAIN_MS = 60_000;
const SKEW_MS = 5_000;

/**
 * What time it is by the database's clock, by which emails are claimed and held. Between two readings it goes on
 * by what has passed, so that a clock of this machine that is wrong, or is set, changes nothing. Before the first
 * reading it is this machine's.
 */
export function databaseNow(): Date {
  const { uptomarkClock: reading } = cached;
  return reading ? new Date(reading.at + performance.now() - reading.since) : new Date();
}

/** Reads the database's clock. Returns how many milliseconds this machine's is ahead of it. */
export async function readClock(): Promise<number> {
  const before = performance.now();
  const [row] = await db().$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "ms"`;
  const since = performance.now();
  // It was read somewhere between asking and hearing.
  cached.uptomarkClock = { at: row!.ms + (since - before) / 2, since };
  return Date.now() - databaseNow().getTime();
}

/**
 * Follows the database's clock from now on, also where the first reading fails. Warns where this machine's differs by
 * more than five seconds.
 */
export async function followClock(): Promise<void> {
  cached.uptomarkClockTimer ??= setInterval(() => {
    lookAgain().catch((error: unknown) =>
      log().debug(plainError(error), "the database's clock cannot be read just now"),
    );
  }, AGAIN_MS).unref();
  await lookAgain();
}

/** Warns at the first reading alone: a skew does not go away by itself. */
async function lookAgain(): Promise<void> {
  const isFirst = cached.uptomarkClock === undefined;
  const ms = await readClock();
  if (isFirst) warnOfSkew(ms);
}

function warnOfSkew(ms: number): void {
  if (Math.abs(ms) < SKEW_MS) return;
  const [seconds, side] = [Math.round(Math.abs(ms) / 1000), ms > 0 ? "ahead of" : "behind"];
  log().warn(
    { seconds },
    `this machine's clock is ${side} the database's; the database's is followed. Is its time kept by NTP?`,
  );
}
