import type { Holder, RequestKind } from "@/db/enums";
import { addWorkingDays, isDay, workingDaysBetween, type Day, type DaysOff } from "@/lib/dates";
import { beginning, MOST_DATES, MOST_REQUESTS } from "./schema";

/** A date of a project that is to come: counted in working days from its first working day, which is 0. */
export type PlannedDate = {
  title: string;
  holder: Holder;
  after: number;
  /** Of the freelancer's own date before it. */
  targetAfter: number | null;
};

type Asked = { kind: RequestKind; title: string; details: string; options: string[] };

/** Something that the client of a project that is to come will be asked for, by a day counted in the same way. */
export type PlannedRequest = Asked & { after: number };

type Dated = { title: string; holder: Holder; promisedOn: Day; targetOn: Day | null };

/**
 * Returns a project's dates as working days from the day it began; weekends and the studio's days off do not count. A
 * date on or before its first working day is 0 days after it. Of more than `MOST_DATES` the later ones are left out.
 */
export function planOf(dates: Dated[], beganOn: Day, isOff: DaysOff): PlannedDate[] {
  const first = addWorkingDays(beganOn, 0, isOff);
  const after = (day: Day) => workingDaysBetween(first, day, isOff);
  return dates.slice(0, MOST_DATES).map(({ title, holder, promisedOn, targetOn }) => ({
    title,
    holder,
    after: after(promisedOn),
    targetAfter: targetOn === null ? null : after(targetOn),
  }));
}

/**
 * Returns when each planned date falls for a project that begins on a day: as many working days after it, without the
 * studio's days off. What was in order stays in order, and a target date is never after the promised one.
 */
export function datesFrom(plan: PlannedDate[], beginsOn: Day, isOff: DaysOff): Dated[] {
  const first = addWorkingDays(beginsOn, 0, isOff);
  const at = (after: number) => addWorkingDays(first, after, isOff);
  return plan.map(({ title, holder, after, targetAfter }) => ({
    title,
    holder,
    promisedOn: at(after),
    targetOn: targetAfter === null ? null : at(targetAfter),
  }));
}

/** Returns what a project asks its client for as working days from the day it began, as `planOf` does for its dates. */
export function planRequests(
  requests: (Asked & { dueOn: Day })[],
  beganOn: Day,
  isOff: DaysOff,
): PlannedRequest[] {
  const first = addWorkingDays(beganOn, 0, isOff);
  return requests
    .slice(0, MOST_REQUESTS)
    .map(({ dueOn, ...asked }) => ({ ...asked, after: workingDaysBetween(first, dueOn, isOff) }));
}

/** Returns by when the client of a project that begins on a day is asked for each thing, as `datesFrom` does. */
export function requestsFrom(plan: PlannedRequest[], beginsOn: Day, isOff: DaysOff) {
  const first = addWorkingDays(beginsOn, 0, isOff);
  return plan.map(({ after, ...asked }) => ({
    ...asked,
    dueOn: addWorkingDays(first, after, isOff),
  }));
}

/**
 * Returns what the address of a new project's form says: what it begins from, as asked and as read, on which day, and a
 * key for what is typed beside it. What can't be used is left out; a day that has passed is today.
 */
export function startOf(search: Record<string, unknown>, today: Day) {
  const from = beginning.safeParse(search.from).data;
  const asked = from ? String(search.from) : "";
  const day = search.begins;
  const beginsOn = typeof day === "string" && isDay(day) && day > today ? day : today;
  return { from, asked, beginsOn, key: asked && `${asked} ${beginsOn}` };
}
