import { z } from "zod";
import { saying } from "@/language/say";
import {
  id,
  line,
  optionalCurrency,
  optionalHundredths,
  optionalParagraph,
  wholeNumber,
} from "@/lib/fields";

const blank = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

const goodwill = {
  goodwillKind: z.preprocess(
    blank,
    z.enum(["MONEY", "HOURS", "OTHER"], saying("cases.fields.goodwillKind")).optional(),
  ),
  goodwillAmount: optionalHundredths("cases.goodwill"),
  goodwillCurrency: optionalCurrency("goodwill.currency"),
  goodwillText: z.preprocess(blank, line("cases.goodwill", 300).optional()),
};

/** The apology as it is drafted: text, one remedy, goodwill. Each part may be empty until it is sent. */
export const draftedApology = z.object({
  caseId: id("case"),
  version: wholeNumber("cases.fields.version", 0, 999_999),
  text: optionalParagraph("cases.apology", 4000),
  remedy: optionalParagraph("cases.fields.remedy", 500),
  ...goodwill,
  anyway: z.literal("yes").optional(),
  /** Which button was pressed. */
  press: z.enum(["save", "send"], saying("cases.fields.press")),
});
export type DraftedApology = Omit<z.infer<typeof draftedApology>, "press">;
