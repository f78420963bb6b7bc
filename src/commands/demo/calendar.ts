import type { Scope } from "@/auth/scope";
import { addDays, addWorkingDays, dayIn, instantAt, weekday, type Day } from "@/lib/dates";

export const ZONE = "Europe/Copenhagen";

/** Whose studio it is, and the days it is told in: all of them as far from today as the story says. */
export type Demo = ReturnType<typeof demoOf>;

export function demoOf(scope: Scope, now: Date) {
  const today = dayIn(ZONE, now);
  return {
    scope,
    today,
    day: (workingDays: number) => addWorkingDays(today, workingDays),
    at: (days: number, time: string) => instantAt(addDays(today, days), time, ZONE),
    /** Automatic emails are sent on working days: the last one at or before so many days ago. */
    onWorkday: (days: number, time: string, zone = ZONE) =>
      instantAt(workdayBefore(addDays(today, days)), time, zone),
  };
}

/** The last working day at or before a day. */
function workdayBefore(day: Day): Day {
  return weekday(day) <= 5 ? day : workdayBefore(addDays(day, -1));
}
