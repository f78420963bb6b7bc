import type { UpdateFrequency } from "@/db/enums";
import { addDays, dayIn, instantAt, weekday, type Day } from "@/lib/dates";

/** When a client's late afternoon begins, in their own zone, and until when an email about shown work may still be written. */
const LATE_AFTERNOON = "16:30";
const TOO_LATE = "17:30";
const FRIDAY = 5;

/** Whether posted work keeps silent: effort shown beside a bad result does not help. */
export function isMuted(client: { caseOpenedAt: Date | null }): boolean {
  return client.caseOpenedAt !== null;
}

/** Whether a note's words may change, and the note be removed: until the gathering it belongs to. From then on it stands. */
export function mayChange(note: { gatheredAt: Date | null }): boolean {
  return note.gatheredAt === null;
}

/**
 * Up to when shown work is gathered now, or null when it is not the hour. The hour is from half past four
 * to half past five on a working day where the contact is. Each day: what was shown until today's half past
 * four. Each week: until last Friday's, so that a Friday missed in a standstill is made up for on Monday.
 * One who wants only what matters has it gathered like each day, with no email.
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

/** So many days ahead a gathering is looked for: a week's, with a Friday that is missed. */
const FARTHEST_DAYS = 14;

/** When what was shown at an instant will be gathered, by the same hours; `isTold`: today's email has been written already. */
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

/** Whether a gathering is told by email: not to one who wants only what matters or no digests at all, nor to one whose link is revoked. */
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

/** Notes under the day they were shown on, newest first, as a reader in that zone counts days. */
export function byDay<N extends { shownAt: Date }>(
  notes: N[],
  zone: string,
): { day: Day; notes: N[] }[] {
  const days = Map.groupBy(
    notes.toSorted((a, b) => b.shownAt.getTime() - a.shownAt.getTime()),
    (note) => dayIn(zone, note.shownAt),
  );
  return [...days].map(([day, own]) => ({ day, notes: own }));
}
