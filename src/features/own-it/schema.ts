import { z } from "zod";
import { saying } from "@/language/say";
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
  what: paragraph("ownIt.form.what", 2000),
  doing: paragraph("ownIt.form.doing", 2000),
  beganOn: day("ownIt.form.beganOn"),
  endedOn: optionalDay("ownIt.form.endedOn"),
  foundOn: optionalDay("ownIt.form.foundOn"),
  goodwillKind: z.preprocess(
    blank,
    z.enum(["MONEY", "HOURS", "OTHER"], saying("cases.fields.goodwillKind")).optional(),
  ),
  goodwillAmount: optionalHundredths("cases.goodwill"),
  goodwillCurrency: optionalCurrency("goodwill.currency"),
  goodwillText: z.preprocess(blank, line("cases.goodwill", 300).optional()),
};

type Days = { beganOn: string; endedOn?: string; foundOn?: string };

const endsAfterBegin = ({ beganOn, endedOn }: Days) => !endedOn || endedOn >= beganOn;
const END_BEFORE_BEGIN = {
  path: ["endedOn"],
  ...saying("ownIt.fields.endBeforeBegin"),
};
const foundAfterBegin = ({ beganOn, foundOn }: Days) => !foundOn || foundOn >= beganOn;
const FOUND_BEFORE_BEGIN = {
  path: ["foundOn"],
  ...saying("ownIt.fields.foundBeforeBegin"),
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
      .min(1, saying("ownIt.fields.choosePeople"))
      .max(MOST_PEOPLE, saying("ownIt.fields.tooManyPeople", { most: MOST_PEOPLE })),
  ),
  lines: z.record(
    id("contact"),
    z.preprocess(blank, line("ownIt.fields.ownLine", MOST_IN_LINE).optional()),
  ),
  anyway: z.literal("yes").optional(),
});
export type ToldPeople = z.infer<typeof toldPeople>;
