import { daysOffOf, hoursOf, type OffFacts } from "@/features/studio/rules";
import { addDays, dayIn, instantAt, nextOpening } from "@/lib/dates";

/** For so long after the opening the morning email is still a morning email. */
const MORNING_MS = 3 * 3_600_000;
/** A studio without working hours is looked at again after this. */
const NEVER_MS = 30 * 86_400_000;

/** Returns whether a studio's working day has just started, and when its next one does. */
export function morningOf(
  studio: { hours: unknown; zone: string } & OffFacts,
  now: Date,
): { isNow: boolean; next: Date } {
  const opens = (from: Date) =>
    nextOpening(from, hoursOf(studio.hours), studio.zone, daysOffOf(studio));
  const earliest = new Date(now.getTime() - MORNING_MS);
  const opening = opens(earliest);
  if (opening && opening > now) return { isNow: false, next: opening };
  const isNow = opening !== null && opening > earliest;
  const tomorrow = instantAt(addDays(dayIn(studio.zone, now), 1), "00:00", studio.zone);
  return { isNow, next: opens(tomorrow) ?? new Date(now.getTime() + NEVER_MS) };
}
