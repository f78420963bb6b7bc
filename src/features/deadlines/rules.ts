import { addWorkingDays, type Day } from "@/lib/dates";

export type Standing = "met" | "late" | "near" | "ahead";

/** How many working days before the promised day a deadline counts as near. */
const NEAR_WORKING_DAYS = 3;

/** Where a promise stands on a day of the studio's: late once its day is over and it was not met. */
export function standingOf(deadline: { promisedOn: Day; metAt: Date | null }, today: Day): Standing {
  if (deadline.metAt) return "met";
  if (deadline.promisedOn < today) return "late";
  return deadline.promisedOn <= addWorkingDays(today, NEAR_WORKING_DAYS) ? "near" : "ahead";
}

/** The next promise: the earliest that is not met. Null when all are. */
export function nextOf<D extends { promisedOn: Day; metAt: Date | null }>(deadlines: D[]): D | null {
  return deadlines.filter((deadline) => !deadline.metAt).sort((a, b) => a.promisedOn.localeCompare(b.promisedOn))[0] ?? null;
}

/** Whether a deadline that was mistyped may still be taken out: within ten minutes, as a letter may be undone. */
export function mayTakeOut(deadline: { createdAt: Date; metAt: Date | null }, now: Date): boolean {
  return deadline.metAt === null && now.getTime() - deadline.createdAt.getTime() <= 600_000;
}
