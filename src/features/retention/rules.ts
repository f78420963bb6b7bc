import type { RetentionChoice } from "./schema";

/** What holds until a freelancer chooses otherwise. */
export const DEFAULT_RETENTION: RetentionChoice = {
  emailMonths: 24,
  receivedMonths: 12,
  historyMonths: 60,
  linkMonths: 24,
};

/** Returns the instant before which something is forgotten; null where it is kept for ever. */
export function forgottenBefore(months: number | null, now: Date): Date | null {
  return months === null ? null : monthsFrom(now, -months);
}

/** A studio is looked at as often at least: for what got its time later than it happened. */
const LONGEST_DAYS = 31;
const DAY_MS = 86_400_000;

/**
 * Returns when something of a studio is next too old, given since when the oldest of each kind has been there and for
 * how many months it is kept; never within the same night, nor later than in a month.
 */
export function nextForgetting(
  oldest: { since: Date | null; months: number | null }[],
  now: Date,
): Date {
  const times = oldest.flatMap(({ since, months }) =>
    since && months !== null ? monthsFrom(since, months).getTime() : [],
  );
  const [soonest, latest] = [0.5, LONGEST_DAYS].map((days) => now.getTime() + days * DAY_MS);
  return new Date(Math.max(soonest!, Math.min(latest!, ...times)));
}

function monthsFrom(at: Date, months: number): Date {
  const then = new Date(at);
  then.setUTCMonth(then.getUTCMonth() + months);
  return then;
}
