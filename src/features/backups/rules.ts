const HOUR_MS = 3_600_000;
/** As old as the last backup may be, in hours: with a time of day, a day and a half; else some more than a week. */
const MOST_HOURS = { daily: 36, byHand: 8 * 24 };
/** After one that failed the next is tried this much later. */
const AGAIN_MS = HOUR_MS;

/** Whether the last backup is too old to be relied on, or there is none. */
export function isTooOld(madeAt: Date | null, now: Date, isDaily: boolean): boolean {
  const most = MOST_HOURS[isDaily ? "daily" : "byHand"] * HOUR_MS;
  return madeAt === null || now.getTime() - madeAt.getTime() > most;
}

/** Returns the last instant, up to now, at a time of day in UTC such as "03:30". */
export function lastTime(at: string, now: Date): Date {
  const [hour, minute] = at.split(":").map(Number);
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), hour!, minute!);
  return new Date(today <= now.getTime() ? today : today - 24 * HOUR_MS);
}

type Known = { madeAt: Date | null; failedAt: Date | null };

/** Whether one is due: none since the last time of day, and none that failed within the hour. */
export function isDue(at: string, { madeAt, failedAt }: Known, now: Date): boolean {
  if (failedAt && now.getTime() - failedAt.getTime() < AGAIN_MS) return false;
  return madeAt === null || madeAt < lastTime(at, now);
}
