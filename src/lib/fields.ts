import { domainToASCII } from "node:url";
import { z } from "zod";
import { labelOf, say, saying, type Label, type StudioKey } from "@/language/say";
import type { Missing } from "./errors";
import { DAYS_BEFORE_YEAR, DAYS_FROM_YEAR, isDay, isZone } from "./dates";

// NUL cannot be stored, and nobody means a control character other than tab and line break.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
/** Characters that end a line for some readers, or are not characters at all. */
const NOT_ON_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * Characters that leave no mark: spaces, controls, zero-width and direction characters, fillers, the
 * blank Braille pattern.
 */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800\uFFF9-\uFFFB]/gu;

/** Returns the text trimmed; empty where a reader would see nothing of it. */
function visible(text: string): string {
  return text.replace(INVISIBLE, "") === "" ? "" : text.trim();
}

/** Returns a message that begins with the field's label, said when it is needed. */
function about(label: Label, key: StudioKey, values: Record<string, string | number> = {}) {
  return { error: () => say(key, { label: labelOf(label), ...values }) };
}

/**
 * One line of text: trimmed, something visible, no control characters. `label` starts each error message, and
 * `missing` is the whole message for an empty field.
 */
export function line(label: Label, max: number, missing?: Label) {
  const empty = missing ? { error: () => labelOf(missing) } : about(label, "fields.missing");
  return z
    .string(empty)
    .overwrite(visible)
    .min(1, empty)
    .max(max, about(label, "fields.tooLong", { max }))
    .refine((text) => !NOT_ON_ONE_LINE.test(text), about(label, "fields.oneLine"));
}

const LIKE_AN_ADDRESS = /:\/\/|(^|\s)www\.|[^\s@]@[^\s@]+\.[^\s@]/i;

/** A name, like `line`. Text that looks like an address is refused: mail programs would turn a greeting into a link. */
export function name(label: Label, max: number, missing?: Label) {
  return line(label, max, missing)
    .refine((text) => !LIKE_AN_ADDRESS.test(text), about(label, "fields.name.address"))
    .refine(
      (text) => text === "" || /[\p{L}\p{N}\p{S}]/u.test(text),
      about(label, "fields.name.punctuation"),
    );
}

/** Several lines of text, saved as typed except for line endings. */
export function paragraph(label: Label, max: number) {
  return z
    .string(about(label, "fields.write"))
    .transform((text) => visible(text.replace(/\r\n?/g, "\n")))
    .pipe(
      z
        .string()
        .min(1, about(label, "fields.write"))
        .max(max, about(label, "fields.tooLong", { max }))
        .refine((text) => !CONTROL.test(text), about(label, "fields.control")),
    );
}

export function optionalParagraph(label: Label, max: number) {
  return z.preprocess(
    (text) => (typeof text === "string" && visible(text) === "" ? undefined : text),
    paragraph(label, max).optional(),
  );
}

const MOST_IN_ADDRESS = 254;
const LOCAL_PART = /^(?!\.)(?!.*\.\.)[a-z0-9_'+.-]{0,63}[a-z0-9_+-]$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{1,59})$/;
/** Characters that end a host name in a URL, where it would be cut off silently. */
const ENDS_A_HOST = /[\s/?#@:%[\]\\]/;

/**
 * One email address in lower case, plain ASCII before the @. A domain in another alphabet is stored
 * as the network writes it (xn--…).
 */
export function address(label: Label) {
  return z
    .string(saying("fields.address.missing"))
    .trim()
    .min(1, saying("fields.address.missing"))
    .max(MOST_IN_ADDRESS, about(label, "fields.address.tooLong", { max: MOST_IN_ADDRESS }))
    .transform((text, context) => {
      const read = readAddress(text);
      if ("address" in read) return read.address;
      context.addIssue({ code: "custom", message: say(read.why, { label: labelOf(label) }) });
      return z.NEVER;
    });
}

function readAddress(text: string): { address: string } | { why: StudioKey } {
  if (/[\uFF20\uFE6B]/.test(text)) return { why: "fields.address.lookalike" };
  const [local = "", host = "", ...more] = text.split("@");
  if (more.length > 0 || /[,;]/.test(text)) return { why: "fields.address.alone" };
  // Checked before lower-casing: some characters turn into plain ones, and the address would be
  // another person's.
  if (host && /[^\x00-\x7F]/.test(local)) return { why: "fields.address.local" };
  const domain = ENDS_A_HOST.test(host) ? "" : domainToASCII(host);
  const address = `${local.toLowerCase()}@${domain}`;
  if (
    !LOCAL_PART.test(local.toLowerCase()) ||
    !DOMAIN.test(domain) ||
    address.length > MOST_IN_ADDRESS
  )
    return { why: "fields.address.shape" };
  return { address };
}

export function zone(label: Label) {
  return z
    .string(about(label, "fields.chooseOne"))
    .max(64)
    .refine(isZone, about(label, "fields.zone"));
}

/**
 * A calendar day. What is wrong with another text has its own sentence; `unread` is the one for
 * what is no day at all.
 */
export function day(label: Label, unread: StudioKey = "fields.day.unread") {
  return z
    .string(about(label, "fields.day.missing"))
    .trim()
    .superRefine((text, context) => {
      const why = faultInDay(text, unread);
      if (!why) return;
      const year = why === "fields.day.tooLate" ? DAYS_BEFORE_YEAR : DAYS_FROM_YEAR;
      const message = say(why, { label: labelOf(label), year: String(year) });
      context.addIssue({ code: "custom", message });
    });
}

/** Returns what is wrong with a day as it was typed; null when it is fine. */
function faultInDay(text: string, unread: StudioKey): StudioKey | null {
  if (text === "") return "fields.day.missing";
  if (isDay(text)) return null;
  const year = Number(/^\+?(\d{4,9})-\d\d-\d\d$/.exec(text)?.[1]);
  if (year >= DAYS_BEFORE_YEAR) return "fields.day.tooLate";
  if (year < DAYS_FROM_YEAR) return "fields.day.tooEarly";
  return unread;
}

export function optionalDay(label: Label) {
  return z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
    day(label).optional(),
  );
}

/** A country or region whose holidays apply; empty for none, undefined to leave it unchanged. */
export function holidayRegion(label: Label) {
  return z
    .string(about(label, "fields.choose"))
    .max(10, about(label, "fields.fromList"))
    .transform((region) => region || null)
    .optional();
}

/** A whole number as typed, within bounds. */
export function wholeNumber(label: Label, least: number, most: number) {
  return z
    .string(about(label, "fields.number.missing"))
    .trim()
    .regex(/^\d{1,6}$/, about(label, "fields.number.whole"))
    .transform(Number)
    .pipe(
      z
        .number()
        .min(least, about(label, "fields.number.least", { least: String(least) }))
        .max(most, about(label, "fields.number.most", { most: String(most) })),
    );
}

/** The end of a day as some write it; here it is a minute earlier. */
export const MIDNIGHT = /^24:00$/;

/** A time of day: 09:00. */
export function clockTime(label: Label) {
  return z
    .string(about(label, "fields.time.missing"))
    .trim()
    .refine((text) => !MIDNIGHT.test(text), {
      ...about(label, "fields.time.midnight"),
      abort: true,
    })
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, about(label, "fields.time.shape"));
}

export function id(what: Missing) {
  return z.uuid(saying(`missing.${what}`));
}

const MOST_IN_LINK = 2000;

/**
 * An address on the web, which begins with https:// and holds no name and password. One typed without its beginning
 * gets it. It is only shown: nothing of ours ever fetches it.
 */
export function webAddress(label: Label) {
  return z
    .string(about(label, "fields.link.missing"))
    .trim()
    .min(1, about(label, "fields.link.missing"))
    .max(MOST_IN_LINK, about(label, "fields.tooLong", { max: MOST_IN_LINK }))
    .transform((text, context) => {
      const read = readLink(text);
      if ("href" in read) return read.href;
      context.addIssue({ code: "custom", message: say(read.why, { label: labelOf(label) }) });
      return z.NEVER;
    });
}

export function optionalWebAddress(label: Label) {
  return z.preprocess(blankAsNone, webAddress(label).optional());
}

function readLink(text: string): { href: string } | { why: StudioKey } {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || NOT_ON_ONE_LINE.test(text) || !URL.canParse(whole))
    return { why: "fields.link.shape" };
  const { protocol, username, password, hostname, href } = new URL(whole);
  if (protocol !== "https:") return { why: "fields.link.https" };
  if (username || password) return { why: "fields.link.credentials" };
  if (!DOMAIN.test(hostname)) return { why: "fields.link.shape" };
  return href.length > MOST_IN_LINK ? { why: "fields.link.shape" } : { href };
}

const blankAsNone = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

/** An amount as typed, "250" or "250.50" or "250,50", in hundredths; undefined where it is left empty. */
export function optionalHundredths(label: Label) {
  return z.preprocess(
    blankAsNone,
    z
      .string()
      .trim()
      .regex(/^\d{1,7}([.,]\d{1,2})?$/, about(label, "fields.amount.shape"))
      .transform((text) => Math.round(Number(text.replace(",", ".")) * 100))
      .pipe(z.number().min(1, about(label, "fields.amount.positive")))
      .optional(),
  );
}

/** A currency's code, as ISO 4217 writes it; undefined where it is left empty. */
export function optionalCurrency(label: Label) {
  return z.preprocess(
    blankAsNone,
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/, about(label, "fields.currency"))
      .optional(),
  );
}
