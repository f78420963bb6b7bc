import { z } from "zod";
import { LANGUAGES } from "@/language/languages";
import { say, saying, type StudioKey } from "@/language/say";
import { address, clockTime, day, MIDNIGHT, name, wholeNumber, zone } from "@/lib/fields";

const studioFields = z.object({
  freelancerName: name("settings.yourName", 80, "settings.yourNameMissing"),
  name: name("settings.studioName", 80, "settings.studioNameMissing"),
  zone: zone("settings.zone"),
  replyTo: address("settings.replyTo"),
  language: z.enum(LANGUAGES, saying("settings.languageMissing")),
  workDays: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z
      .array(z.enum(["1", "2", "3", "4", "5", "6", "7"]))
      .min(1, saying("settings.noWorkDay"))
      .max(7),
  ),
  opensAt: clockTime("settings.opensAt"),
  closesAt: clockTime("settings.closesAt"),
});

const spanIsRight = (input: { opensAt: string; closesAt: string }) =>
  input.opensAt < input.closesAt;
const spanMessage = {
  path: ["closesAt"],
  ...saying("settings.closesBeforeOpening"),
};

export const firstSteps = studioFields.refine(spanIsRight, spanMessage);
export type FirstSteps = z.infer<typeof firstSteps>;

/** The language of what is read before there is a studio. */
export const chosenLanguage = studioFields.pick({ language: true });

/** A weekday's hours as typed: "09:00–12:00, 14:00–18:00"; empty for a day off. */
function spansOf(weekday: StudioKey) {
  const about = (key: StudioKey, values: { max?: number } = {}) =>
    say(key, { label: say(weekday), ...values });
  return z
    .string({ error: () => about("settings.hours.missing") })
    .trim()
    .max(100, { error: () => about("fields.tooLong", { max: 100 }) })
    .transform((text, context): [string, string][] => {
      const parts =
        text === ""
          ? []
          : text
              .split(/[,;]/)
              .map((part) =>
                /^\s*(\d{1,2}:\d\d)\s*(?:-|–|—|to|bis|à|a)\s*(\d{1,2}:\d\d)\s*$/.exec(part),
              );
      const found = parts.map((part): [string, string] => [
        part?.[1]?.padStart(5, "0") ?? "",
        part?.[2]?.padStart(5, "0") ?? "",
      ]);
      const fault = faultInSpans(found);
      if (fault) context.addIssue({ code: "custom", message: about(fault) });
      return found;
    })
    .pipe(
      z
        .array(z.tuple([z.string(), z.string()]))
        .max(6, { error: () => about("settings.hours.many") }),
    );
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;

function faultInSpans(spans: [from: string, to: string][]): StudioKey | null {
  if (spans.flat().some((time) => MIDNIGHT.test(time))) return "fields.time.midnight";
  if (spans.flat().some((time) => !CLOCK.test(time))) return "settings.hours.shape";
  if (spans.some(([from, to]) => from > to)) return "settings.hours.overnight";
  const overlaps = spans.some(
    ([from, to], index) => from >= to || (index > 0 && from < spans[index - 1]![1]),
  );
  return overlaps ? "settings.hours.order" : null;
}

/** Days off as typed: one per line, or separated by commas. */
const daysOffField = z
  .string(saying("settings.daysOff.missing"))
  .max(6000, saying("settings.daysOff.many"))
  .transform((text) => [...new Set(text.split(/[\s,;]+/).filter(Boolean))].toSorted())
  .pipe(
    z
      .array(day("settings.daysOff.label", "settings.daysOff.unread"))
      .max(400, saying("settings.daysOff.many")),
  );

export const studioSettings = studioFields
  .omit({ workDays: true, opensAt: true, closesAt: true })
  .extend({
    hours1: spansOf("weekdays.1"),
    hours2: spansOf("weekdays.2"),
    hours3: spansOf("weekdays.3"),
    hours4: spansOf("weekdays.4"),
    hours5: spansOf("weekdays.5"),
    hours6: spansOf("weekdays.6"),
    hours7: spansOf("weekdays.7"),
    country: z
      .string(saying("settings.holidaysMissing"))
      .max(10)
      .transform((region) => region || null),
    daysOff: daysOffField,
    emailHoldSeconds: wholeNumber("settings.undoTime", 0, 86_400),
    batchSeconds: wholeNumber("settings.combine", 0, 86_400),
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

/** Whether the email about the past year is wanted. */
export const yearReview = z.object({ wanted: z.enum(["yes", "no"]) });
