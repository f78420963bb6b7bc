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
  if (months === null) return null;
  const before = new Date(now);
  before.setUTCMonth(before.getUTCMonth() - months);
  return before;
}
