import { z } from "zod";
import { LANGUAGES } from "@/language/languages";
import { clockTime, line, paragraph, wholeNumber } from "@/lib/fields";

const kind = z.enum(
  ["THANK_YOU", "CHECK_BACK", "REMINDER", "QUIET_CHECK", "TESTIMONIAL"],
  "This follow-up doesn’t exist.",
);

export const UNTIL_BEFORE_FROM = "Until: this must be later than the start.";

/** When follow-ups are sent, and which kinds are on. */
export const followUpSettings = z
  .object({
    kinds: z.preprocess(
      (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
      z.array(kind).max(kind.options.length, "What is sent: please choose again."),
    ),
    followUpsFrom: clockTime("From"),
    followUpsUntil: clockTime("Until"),
    checkBackWorkingDays: wholeNumber("Check-back after", 1, 60),
    reminderDays: wholeNumber("Reminder after", 1, 60),
    quietMonths: wholeNumber("Quiet-client check after", 1, 36),
    coolDownDays: wholeNumber("Wait between surveys to the same person", 0, 730),
  })
  .refine((input) => input.followUpsFrom < input.followUpsUntil, {
    path: ["followUpsUntil"],
    message: UNTIL_BEFORE_FROM,
  });
export type FollowUpSettings = z.infer<typeof followUpSettings>;

/** The freelancer's own subject and text. */
export const ownWords = z.object({ subject: line("Subject", 150), text: paragraph("Text", 4000) });

const language = z.enum(LANGUAGES, "Language: please choose one.");

export const ownText = ownWords.extend({ kind, language });
export const ownTextRef = z.object({ kind, language });
