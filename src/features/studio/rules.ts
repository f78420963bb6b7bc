import { languageOf } from "@/language/languages";
import type { StudioKey } from "@/language/say";
import {
  answerBy,
  instantAt,
  nextOpening,
  weekday,
  type Day,
  type DaysOff,
  type Hours,
} from "@/lib/dates";
import { daysOff } from "@/lib/holidays";
import { hours as hoursShape, ownDaysOff, type StudioSettings } from "./schema";

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

/**
 * Returns when a studio that is closed at an instant opens next. Null where it is open then, or has no working hours.
 */
export function openingAfter(
  studio: { hours: unknown; zone: string } & OffFacts,
  at: Date,
): Date | null {
  const opens = nextOpening(at, hoursOf(studio.hours), studio.zone, daysOffOf(studio));
  return opens && opens > at ? opens : null;
}

/** Returns when a studio closes for the last time on a day; null on a day off. */
export function closingOn(
  studio: { hours: unknown; zone: string } & OffFacts,
  day: Day,
): Date | null {
  if (daysOffOf(studio)(day)) return null;
  const last = hoursOf(studio.hours)[String(weekday(day)) as keyof Hours].at(-1);
  return last ? instantAt(day, last[1], studio.zone) : null;
}

export type OffFacts = { country: string | null; daysOff: unknown };

/**
 * Returns which days the studio is off, apart from weekends: its public holidays and its own days
 * off.
 */
export function daysOffOf(studio: OffFacts): DaysOff {
  return daysOff(studio.country, ownDaysOff.parse(studio.daysOff));
}

/** Returns which days the studio is closed: those off, and those of the week without working hours. */
export function closedDays(studio: { hours: unknown } & OffFacts): DaysOff {
  const isOff = daysOffOf(studio);
  const week = hoursOf(studio.hours);
  return (day) => isOff(day) || week[String(weekday(day)) as keyof Hours].length === 0;
}

type Stored = Pick<
  StudioSettings,
  "freelancerName" | "name" | "zone" | "replyTo" | "country" | "emailHoldSeconds" | "batchSeconds"
> & { language: string; hours: unknown; daysOff: unknown };

/** Returns a studio's row as its settings form has it. */
export function settingsOf(studio: Stored): StudioSettings {
  const week = hoursOf(studio.hours);
  return {
    freelancerName: studio.freelancerName,
    name: studio.name,
    zone: studio.zone,
    replyTo: studio.replyTo,
    language: languageOf(studio.language),
    hours1: week["1"],
    hours2: week["2"],
    hours3: week["3"],
    hours4: week["4"],
    hours5: week["5"],
    hours6: week["6"],
    hours7: week["7"],
    country: studio.country,
    daysOff: ownDaysOff.parse(studio.daysOff),
    emailHoldSeconds: studio.emailHoldSeconds,
    batchSeconds: studio.batchSeconds,
  };
}

export const settingLabels: { [Name in keyof StudioSettings]: StudioKey } = {
  freelancerName: "settings.yourName",
  name: "settings.studioName",
  zone: "settings.zone",
  replyTo: "settings.replyTo",
  language: "settings.language",
  hours1: "weekdays.1",
  hours2: "weekdays.2",
  hours3: "weekdays.3",
  hours4: "weekdays.4",
  hours5: "weekdays.5",
  hours6: "weekdays.6",
  hours7: "weekdays.7",
  country: "settings.holidays",
  daysOff: "settings.daysOff.label",
  emailHoldSeconds: "settings.undoTime",
  batchSeconds: "settings.combine",
};
