import { z } from "zod";
import {
  address,
  clockTime,
  day,
  MIDNIGHT,
  name,
  NO_MIDNIGHT,
  wholeNumber,
  zone,
} from "@/lib/fields";

const studioFields = z.object({
  freelancerName: name("Your name", 80, "Enter your name."),
  name: name("Studio name", 80, "Enter a name for your studio."),
  zone: zone("Time zone"),
  replyTo: address("Replies go to"),
  workDays: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z
      .array(z.enum(["1", "2", "3", "4", "5", "6", "7"]))
      .min(1, "Working days: please choose at least one.")
      .max(7),
  ),
  opensAt: clockTime("Opens at"),
  closesAt: clockTime("Closes at"),
});

const spanIsRight = (input: { opensAt: string; closesAt: string }) =>
  input.opensAt < input.closesAt;
const spanMessage = {
  path: ["closesAt"],
  message: "Closes at: this must be later than the opening time.",
};

export const firstSteps = studioFields.refine(spanIsRight, spanMessage);
export type FirstSteps = z.infer<typeof firstSteps>;

/** A weekday's hours as typed: "09:00–12:00, 14:00–18:00"; empty for a day off. */
function spansOf(label: string) {
  return z
    .string(`${label}: please write the hours, or leave it empty.`)
    .trim()
    .max(100, `${label}: please keep it under 100 characters.`)
    .transform((text, context): [string, string][] => {
      const parts =
        text === ""
          ? []
          : text
              .split(/[,;]/)
              .map((part) => /^\s*(\d{1,2}:\d\d)\s*(?:-|–|—|to)\s*(\d{1,2}:\d\d)\s*$/.exec(part));
      const found = parts.map((part): [string, string] => [
        part?.[1]?.padStart(5, "0") ?? "",
        part?.[2]?.padStart(5, "0") ?? "",
      ]);
      const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
      if (found.flat().some((time) => MIDNIGHT.test(time)))
        context.addIssue({ code: "custom", message: `${label}: ${NO_MIDNIGHT}` });
      else if (found.some(([from, to]) => !clock.test(from) || !clock.test(to)))
        context.addIssue({
          code: "custom",
          message: `${label}: please write it as 09:00–12:00, 14:00–18:00, or leave it empty.`,
        });
      else if (found.some(([from, to]) => from > to))
        context.addIssue({
          code: "custom",
          message:
            `${label}: a span ends on its own day, after it begins. A night shift is two: ` +
            "22:00–23:59 on one day and 00:00–06:00 on the next.",
        });
      else if (
        found.some(([from, to], index) => from >= to || (index > 0 && from < found[index - 1]![1]))
      )
        context.addIssue({
          code: "custom",
          message: `${label}: each span must end after it begins, and after the one before it.`,
        });
      return found;
    })
    .pipe(
      z
        .array(z.tuple([z.string(), z.string()]))
        .max(6, `${label}: please write at most six spans.`),
    );
}

/** Days off as typed: one per line, or separated by commas. */
const daysOffField = z
  .string("Own days off: please write days, or leave it empty.")
  .max(6000, "Own days off: please write at most 400 days.")
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))].toSorted())
  .pipe(
    z
      .array(day("Own days off", "please write each day as 2026-12-24, one a line."))
      .max(400, "Own days off: please write at most 400 days."),
  );

export const studioSettings = studioFields
  .omit({ workDays: true, opensAt: true, closesAt: true })
  .extend({
    hours1: spansOf("Monday"),
    hours2: spansOf("Tuesday"),
    hours3: spansOf("Wednesday"),
    hours4: spansOf("Thursday"),
    hours5: spansOf("Friday"),
    hours6: spansOf("Saturday"),
    hours7: spansOf("Sunday"),
    country: z
      .string("Holidays: please choose.")
      .max(10)
      .transform((region) => region || null),
    daysOff: daysOffField,
    emailHoldSeconds: wholeNumber("Time to undo", 0, 86_400),
    batchSeconds: wholeNumber("Combine messages for", 0, 86_400),
  });
export type StudioSettings = z.infer<typeof studioSettings>;

/** The freelancer's own days off as stored in the database. */
export const ownDaysOff = z.array(z.string().max(10)).max(400);

/** Working hours as stored in the database. */
const spans = z.array(z.tuple([z.string(), z.string()])).max(6);
export const hours = z.object({
  "1": spans,
  "2": spans,
  "3": spans,
  "4": spans,
  "5": spans,
  "6": spans,
  "7": spans,
});
