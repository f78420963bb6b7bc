import { z } from "zod";
import { LANGUAGES } from "@/language/languages";
import { saying } from "@/language/say";
import { clockTime, line, paragraph, wholeNumber } from "@/lib/fields";

const kind = z.enum(
  ["THANK_YOU", "CHECK_BACK", "REMINDER", "QUIET_CHECK", "TESTIMONIAL"],
  saying("missing.followUp"),
);

/** When follow-ups are sent, and which kinds are on. */
export const followUpSettings = z
  .object({
    kinds: z.preprocess(
      (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
      z.array(kind).max(kind.options.length, saying("followUps.settings.chooseAgain")),
    ),
    followUpsFrom: clockTime("followUps.settings.from"),
    followUpsUntil: clockTime("followUps.settings.until"),
    checkBackWorkingDays: wholeNumber("followUps.settings.checkBackAfter", 1, 60),
    signOffWorkingDays: wholeNumber("followUps.settings.signOffAfter", 0, 60),
    reminderDays: wholeNumber("followUps.settings.reminderAfter", 1, 60),
    quietMonths: wholeNumber("followUps.settings.quietAfter", 1, 36),
    coolDownDays: wholeNumber("followUps.settings.coolDown", 0, 730),
  })
  .refine((input) => input.followUpsFrom < input.followUpsUntil, {
    path: ["followUpsUntil"],
    ...saying("followUps.settings.untilBeforeFrom"),
  });
export type FollowUpSettings = z.infer<typeof followUpSettings>;

/** The freelancer's own subject and text. */
export const ownWords = z.object({
  subject: line("followUps.subject", 150),
  text: paragraph("followUps.words", 4000),
});

const language = z.enum(LANGUAGES, saying("followUps.settings.languageMissing"));

export const ownText = ownWords.extend({ kind, language });
export const ownTextRef = z.object({ kind, language });
