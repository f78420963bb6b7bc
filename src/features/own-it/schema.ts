import { z } from "zod";
import {
  day,
  id,
  line,
  optionalCurrency,
  optionalDay,
  optionalHundredths,
  paragraph,
} from "@/lib/fields";

const blank = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

const facts = {
  what: paragraph("What happened", 2000),
  doing: paragraph("What you are doing about it", 2000),
  beganOn: day("First day"),
  endedOn: optionalDay("Last day"),
  foundOn: optionalDay("Found out on"),
  goodwillKind: z.preprocess(
    blank,
    z.enum(["MONEY", "HOURS", "OTHER"], "Goodwill: please choose one.").optional(),
  ),
  goodwillAmount: optionalHundredths("Goodwill"),
  goodwillCurrency: optionalCurrency("Currency"),
  goodwillText: z.preprocess(blank, line("Goodwill", 300).optional()),
};

type Days = { beganOn: string; endedOn?: string; foundOn?: string };

const endsAfterBegin = ({ beganOn, endedOn }: Days) => !endedOn || endedOn >= beganOn;
const END_BEFORE_BEGIN = {
  path: ["endedOn"],
  message: "Last day: this is before the first day. Correct one of the two.",
};
const foundAfterBegin = ({ beganOn, foundOn }: Days) => !foundOn || foundOn >= beganOn;
const FOUND_BEFORE_BEGIN = {
  path: ["foundOn"],
  message: "Found out on: this is before the first day. Correct one of the two.",
};

/** One failure that hit several clients, as the freelancer writes it down. */
export const newFailure = z
  .object(facts)
  .refine(endsAfterBegin, END_BEFORE_BEGIN)
  .refine(foundAfterBegin, FOUND_BEFORE_BEGIN);
export type NewFailure = z.infer<typeof newFailure>;

export const changedFailure = z
  .object({ failureId: id("page"), ...facts })
  .refine(endsAfterBegin, END_BEFORE_BEGIN)
  .refine(foundAfterBegin, FOUND_BEFORE_BEGIN);

export const failureRef = z.object({ failureId: id("page") });
export const noticeRef = z.object({ failureId: id("page"), contactId: id("contact") });

/** The most people one failure is told to at once. */
const MOST_PEOPLE = 500;

/** The most characters of a person's own line. */
export const MOST_IN_LINE = 500;

/** Who is told, and the line that each gets for themselves. */
export const toldPeople = z.object({
  failureId: id("page"),
  contactIds: z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    z
      .array(id("contact"))
      .min(1, "Who was affected: choose at least one person.")
      .max(MOST_PEOPLE, `Who was affected: choose at most ${MOST_PEOPLE} people at once.`),
  ),
  lines: z.record(
    id("contact"),
    z.preprocess(blank, line("A line of their own", MOST_IN_LINE).optional()),
  ),
  anyway: z.literal("yes").optional(),
});
export type ToldPeople = z.infer<typeof toldPeople>;
