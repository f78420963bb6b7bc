import { z } from "zod";
import { saying } from "@/language/say";
import { id, optionalParagraph } from "@/lib/fields";

/** Why there was no new work, in the order in which it is asked. */
export const QUIET_REASONS = [
  "NO_WORK",
  "TOO_EXPENSIVE",
  "TOO_SLOW",
  "SOMEONE_ELSE",
  "RESULT",
  "OTHER",
] as const;

/** The most characters of the open line. */
export const MOST_IN_WORDS = 4000;

/** What a client who has been quiet answers. */
export const quietAnswer = z.object({
  reason: z.enum(QUIET_REASONS, saying("quiet.fields.reason")),
  words: optionalParagraph("surveys.fields.words", MOST_IN_WORDS),
  isComplaint: z.preprocess((value) => value === "yes", z.boolean()),
});
export type QuietAnswer = z.infer<typeof quietAnswer>;

export const quietCheckRef = z.object({ quietCheckId: id("answer") });
