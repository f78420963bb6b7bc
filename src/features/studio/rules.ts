import { answerBy, type DaysOff, type Hours } from "@/lib/dates";
import { daysOff } from "@/lib/holidays";
import { hours as hoursShape, ownDaysOff } from "./schema";

/** The same span on each chosen weekday. */
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

/** By when this studio answers what was written at an instant: the known wait the client is told. Null when it keeps no hours. */
export function answersBy(
  studio: { hours: unknown; zone: string } & OffFacts,
  writtenAt: Date,
): Date | null {
  return answerBy(writtenAt, hoursOf(studio.hours), studio.zone, daysOffOf(studio));
}

export type OffFacts = { country: string | null; daysOff: unknown };

/** Which days the studio does not work beside its weekends: public holidays of its country and its own days off. */
export function daysOffOf(studio: OffFacts): DaysOff {
  return daysOff(studio.country, ownDaysOff.parse(studio.daysOff));
}

/** A weekday's hours as the settings show them and take them: "09:00–12:00, 14:00–18:00". */
export function spansAsTyped(spans: [string, string][]): string {
  return spans.map(([from, to]) => `${from}–${to}`).join(", ");
}
