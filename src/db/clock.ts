import { log, plainError } from "@/lib/log";
import { db } from "./client";

/** `at` by the database's clock, at `since` of what has passed and `wall` by this machine's. */
type Reading = { at: number; since: number; wall: number };
// The web process holds two copies of this module, and development reloads it: they read one clock.
const cached = globalThis as unknown as {
  uptomarkClock?: Reading;
  uptomarkClockTimer?: unknown;
  uptomarkClockReading?: Promise<unknown>;
};

const AGAIN_MS = 60_000;
const SKEW_MS = 5_000;
/** More than the two ways of telling what has passed ever differ by, while the machine runs. */
const JUMP_MS = 1_000;
/** An answer that came within this time is good enough. */
const QUICK_MS = 20;

/**
 * What time it is by the database's clock, by which emails are claimed and held. Between two readings it goes on
 * by what has passed, so that a clock of this machine that is wrong, or is set, changes nothing. Before the first
 * reading it is this machine's.
 */
export function databaseNow(): Date {
  const { uptomarkClock: reading } = cached;
  return reading ? new Date(reading.at + performance.now() - reading.since) : new Date();
}

/**
 * Reads the database's clock, three times at most, by the answer that came the quickest: it is wrong by half of the
 * time it took at most, and the first question after a start may wait for a connection. Returns how many
 * milliseconds this machine's clock is ahead.
 */
export async function readClock(): Promise<number> {
  let best: (Reading & { took: number }) | undefined;
  for (let look = 0; look < 3 && (!best || best.took > QUICK_MS); look += 1) {
    const reading = await readOnce();
    if (!best || reading.took < best.took) best = reading;
  }
  cached.uptomarkClock = best;
  return Date.now() - databaseNow().getTime();
}

async function readOnce(): Promise<Reading & { took: number }> {
  const before = performance.now();
  const [row] = await db().$queryRaw<{ ms: number }[]>`
    SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "ms"`;
  const since = performance.now();
  // It was read somewhere between asking and hearing.
  const at = row!.ms + (since - before) / 2;
  return { at, since, wall: Date.now(), took: since - before };
}

/**
 * Reads the database's clock again where this machine was suspended since the last reading, or its clock
 * was set: what has passed does not go on while a machine sleeps. Asked before each request and each piece of
 * scheduled work. Where the database cannot be read, the work itself finds that out.
 */
export async function wakeClock(): Promise<void> {
  const { uptomarkClock: reading } = cached;
  if (!reading) return;
  const passed = performance.now() - reading.since;
  if (Math.abs(Date.now() - reading.wall - passed) < JUMP_MS) return;
  cached.uptomarkClockReading ??= readClock()
    .catch((error: unknown) => log().warn(plainError(error), "the database's clock cannot be read"))
    .finally(() => (cached.uptomarkClockReading = undefined));
  await cached.uptomarkClockReading;
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
