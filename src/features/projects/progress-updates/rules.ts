import type { UpdateFrequency } from "@/db/enums";
import { addDays, dayIn, instantAt, weekday } from "@/lib/dates";

/**
 * When a client's late afternoon begins, in their own zone, and until when an email about shown
 * work may still be written.
 */
const LATE_AFTERNOON = "16:30";
const TOO_LATE = "17:30";
const FRIDAY = 5;

/**
 * Returns up to when shown work is gathered now, or null outside the hour. The hour is half past
 * four to half past five on a working day in the contact's zone. Daily: what was shown until half
 * past four today. Weekly: until last Friday's half past four, so that a Friday missed in a stall
 * is made up for on Monday. For "important only" it is gathered daily, with no email.
 */
export function gathersUntil(
  updateFrequency: UpdateFrequency,
  zone: string,
  now: Date,
): Date | null {
  const today = dayIn(zone, now);
  const opensAt = instantAt(today, LATE_AFTERNOON, zone);
  if (weekday(today) > FRIDAY || now < opensAt || now >= instantAt(today, TOO_LATE, zone))
    return null;
  return updateFrequency === "WEEKLY"
    ? instantAt(addDays(today, -((weekday(today) + 7 - FRIDAY) % 7)), LATE_AFTERNOON, zone)
    : opensAt;
}

/** How many days ahead to look: a week, plus a missed Friday. */
const FARTHEST_DAYS = 14;

/**
 * Returns when work shown at an instant will be gathered, by the same hours. `isTold`: today's
 * email has been written already.
 */
export function nextGathering(
  shownAt: Date,
  updateFrequency: UpdateFrequency,
  zone: string,
  now: Date,
  isTold = false,
): Date | null {
  const today = dayIn(zone, now);
  for (let ahead = isTold ? 1 : 0; ahead <= FARTHEST_DAYS; ahead += 1) {
    const opensAt = instantAt(addDays(today, ahead), LATE_AFTERNOON, zone);
    const at = opensAt > now ? opensAt : now;
    const until = gathersUntil(updateFrequency, zone, at);
    if (until && shownAt <= until) return at;
  }
  return null;
}

/**
 * Returns whether gathered work is emailed: not to contacts who chose "important only",
 * unsubscribed or have a revoked link.
 */
export function isTold(contact: {
  updateFrequency: UpdateFrequency;
  linkRevokedAt: Date | null;
  optedOutAt: Date | null;
}): boolean {
  return (
    contact.updateFrequency !== "MATTERS" &&
    contact.optedOutAt === null &&
    contact.linkRevokedAt === null
  );
}
