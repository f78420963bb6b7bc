import { z } from "zod";
import { id, line, optionalParagraph, wholeNumber } from "@/lib/fields";

const blank = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

/** "250" or "250.50" or "250,50", as hundredths. */
const hundredths = z.preprocess(
  blank,
  z
    .string()
    .trim()
    .regex(/^\d{1,7}([.,]\d{1,2})?$/, "Goodwill: write a number such as 50 or 1.5.")
    .transform((text) => Math.round(Number(text.replace(",", ".")) * 100))
    .pipe(z.number().min(1, "Goodwill: write more than 0."))
    .optional(),
);

const goodwill = {
  goodwillKind: z.preprocess(
    blank,
    z.enum(["MONEY", "HOURS", "OTHER"], "Goodwill: please choose one.").optional(),
  ),
  goodwillAmount: hundredths,
  goodwillCurrency: z.preprocess(
    blank,
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/, "Currency: write its code, such as EUR.")
      .optional(),
  ),
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
