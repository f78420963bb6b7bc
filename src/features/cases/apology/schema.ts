import { z } from "zod";
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
    z.enum(["MONEY", "HOURS", "OTHER"], "Goodwill: please choose one.").optional(),
  ),
  goodwillAmount: optionalHundredths("Goodwill"),
  goodwillCurrency: optionalCurrency("Currency"),
  goodwillText: z.preprocess(blank, line("Goodwill", 300).optional()),
};

/** The apology as it is drafted: text, one remedy, goodwill. Each part may be empty until it is sent. */
export const draftedApology = z.object({
  caseId: id("case"),
  version: wholeNumber("Version", 0, 999_999),
  text: optionalParagraph("Apology", 4000),
  remedy: optionalParagraph("Remedy", 500),
  ...goodwill,
  anyway: z.literal("yes").optional(),
  /** Which button was pressed. */
  press: z.enum(["save", "send"], "Press Save or Send."),
});
export type DraftedApology = Omit<z.infer<typeof draftedApology>, "press">;
