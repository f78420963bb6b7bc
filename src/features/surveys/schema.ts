import { z } from "zod";
import { saying } from "@/language/say";
import { optionalParagraph } from "@/lib/fields";

const effort = z.preprocess(
  (value) => (value === "" ? undefined : value),
  z.enum(["1", "2", "3", "4", "5"], saying("surveys.fields.effort")).transform(Number).optional(),
);

export const newAnswer = z.object({
  verdict: z.enum(["UP_TO_MARK", "NEARLY", "NOT_UP_TO_MARK"], saying("surveys.fields.verdict")),
  effort,
  words: optionalParagraph("surveys.fields.words", 4000),
});
export type NewAnswer = z.infer<typeof newAnswer>;
