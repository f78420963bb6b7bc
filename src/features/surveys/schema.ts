import { z } from "zod";
import { optionalParagraph } from "@/lib/fields";

const effort = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z
    .enum(["1", "2", "3", "4", "5"], "Ease: please choose a number from 1 to 5.")
    .transform(Number)
    .optional(),
);

export const newAnswer = z.object({
  verdict: z.enum(
    ["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"],
    "Was it up to mark? Please choose one of the three answers.",
  ),
  effort,
  words: optionalParagraph("In your words", 4000),
});
export type NewAnswer = z.infer<typeof newAnswer>;
