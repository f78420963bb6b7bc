import { z } from "zod";
import { saying } from "@/language/say";
import {
  day,
  id,
  line,
  optionalCurrency,
  optionalHundredths,
  optionalParagraph,
} from "@/lib/fields";

export const LEDGER_KINDS = [
  "COMPLAINT",
  "MISSED_DATE",
  "FAILURE",
  "CORRECTION",
  "WRONG_DELIVERY",
  "OTHER",
] as const;

/** What is written down by hand: the product knows of missed dates and failures by itself. */
export const KINDS_BY_HAND = ["CORRECTION", "WRONG_DELIVERY", "COMPLAINT", "OTHER"] as const;

export const CHANNELS = ["PORTAL", "EMAIL", "PHONE", "WHATSAPP", "SOCIAL", "IN_PERSON"] as const;

const blank = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;
const optionalId = (what: Parameters<typeof id>[0]) => z.preprocess(blank, id(what).optional());

/** The longest line that says what went wrong. */
export const MOST_WHAT = 300;

const byHand = {
  what: line("ledger.form.what", MOST_WHAT),
  kind: z.enum(KINDS_BY_HAND, saying("ledger.fields.kind")),
  happenedOn: day("ledger.form.day"),
  channel: z.preprocess(blank, z.enum(CHANNELS, saying("ledger.fields.channel")).optional()),
  clientId: optionalId("client"),
  projectId: optionalId("project"),
};

const learned = {
  cause: optionalParagraph("ledger.form.cause", 1000),
  learnt: optionalParagraph("ledger.form.learnt", 1000),
  costAmount: optionalHundredths("ledger.fields.cost"),
  costCurrency: optionalCurrency("ledger.form.currency"),
  costHours: optionalHundredths("ledger.form.hours"),
};

const hasCurrency = ({
  costAmount,
  costCurrency,
}: {
  costAmount?: number;
  costCurrency?: string;
}) => costAmount === undefined || costCurrency !== undefined;
const NO_CURRENCY = {
  path: ["costCurrency"],
  ...saying("ledger.fields.currency"),
};

/** One thing that went wrong, as the freelancer writes it down. */
export const newEntry = z.object({ ...byHand, ...learned }).refine(hasCurrency, NO_CURRENCY);
export type NewEntry = z.infer<typeof newEntry>;

export const changedEntry = z.object({ entryId: id("entry"), ...byHand });
export type ChangedEntry = z.infer<typeof changedEntry>;

/** Cause, cost and lesson of any entry, also of one that the product made by itself. */
export const notedEntry = z
  .object({ entryId: id("entry"), ...learned })
  .refine(hasCurrency, NO_CURRENCY);
export type NotedEntry = z.infer<typeof notedEntry>;

export const entryRef = z.object({ entryId: id("entry") });

/** What the list shows, from its address: what cannot be read is left out. */
export const ledgerFilter = z.object({
  kind: z.enum(LEDGER_KINDS).optional().catch(undefined),
  client: z.uuid().optional().catch(undefined),
  channel: z.enum(CHANNELS).optional().catch(undefined),
  year: z.coerce.number().int().min(2000).max(2199).optional().catch(undefined),
});
export type LedgerFilter = z.infer<typeof ledgerFilter>;
