import { answerBy, type DaysOff, type Hours } from "@/lib/dates";
import { daysOff } from "@/lib/holidays";
import { hours as hoursShape, ownDaysOff } from "./schema";

/** Returns the same hours on each chosen weekday. */
export function weekOf(workDays: string[], opensAt: string, closesAt: string): Hours {
  const on = (day: string): [string, string][] =>
    workDays.includes(day) ? [[opensAt, closesAt]] : [];
  return {
    "1": on("1"),
    "2": on("2"),
    "3": on("3"),
    "4": on("4"),
    "5": on("5"),
    "6": on("6"),
    "7": on("7"),
  };
}

/** Working hours as they come out of the database. */
export function hoursOf(stored: unknown): Hours {
  return hoursShape.parse(stored);
}

/**
 * Returns by when this studio answers a message written at an instant, as the client is told. Null
 * when it has no working hours.
 */
export function answersBy(
  studio: { hours: unknown; zone: string } & OffFacts,
  writtenAt: Date,
): Date | null {
  return answerBy(writtenAt, hoursOf(studio.hours), studio.zone, daysOffOf(studio));
}

export type OffFacts = { country: string | null; daysOff: unknown };

/**
 * Returns which days the studio is off, apart from weekends: its public holidays and its own days
 * off.
 */
export function daysOffOf(studio: OffFacts): DaysOff {
  return daysOff(studio.country, ownDaysOff.parse(studio.daysOff));
}

/** Returns a weekday's hours as the settings show them: "09:00–12:00, 14:00–18:00". */
export function spansAsTyped(spans: [string, string][]): string {
  return spans.map(([from, to]) => `${from}–${to}`).join(", ");
}
