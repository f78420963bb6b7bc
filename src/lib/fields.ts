import { domainToASCII } from "node:url";
import { z } from "zod";
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

/**
 * One line of text: trimmed, something visible, no control characters. `label` starts each error message, and
 * `missing` is the whole message for an empty field.
 */
export function line(label: string, max: number, missing = `${label}: please fill this in.`) {
  return z
    .string(missing)
    .overwrite(visible)
    .min(1, missing)
    .max(max, `${label}: please keep it under ${max} characters.`)
    .refine(
      (text) => !NOT_ON_ONE_LINE.test(text),
      `${label}: please write it on one line, without control characters.`,
    );
}

const LIKE_AN_ADDRESS = /:\/\/|(^|\s)www\.|[^\s@]@[^\s@]+\.[^\s@]/i;

/** A name, like `line`. Text that looks like an address is refused: mail programs would turn a greeting into a link. */
export function name(label: string, max: number, missing?: string) {
  return line(label, max, missing)
    .refine(
      (text) => !LIKE_AN_ADDRESS.test(text),
      `${label}: this looks like an address. Please enter a name.`,
    )
    .refine(
      (text) => text === "" || /[\p{L}\p{N}\p{S}]/u.test(text),
      `${label}: this is only punctuation. Please enter a name.`,
    );
}

/** Several lines of text, saved as typed except for line endings. */
export function paragraph(label: string, max: number) {
  return z
    .string(`${label}: please write something.`)
    .transform((text) => visible(text.replace(/\r\n?/g, "\n")))
    .pipe(
      z
        .string()
        .min(1, `${label}: please write something.`)
        .max(max, `${label}: please keep it under ${max.toLocaleString("en-GB")} characters.`)
        .refine(
          (text) => !CONTROL.test(text),
          `${label}: it contains a control character that can’t be saved. Please remove it.`,
        ),
    );
}

export function optionalParagraph(label: string, max: number) {
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
export function address(label: string) {
  return z
    .string("Enter an email address.")
    .trim()
    .min(1, "Enter an email address.")
    .max(MOST_IN_ADDRESS, `${label}: an email address has at most ${MOST_IN_ADDRESS} characters.`)
    .transform((text, context) => {
      const read = readAddress(text);
      if ("address" in read) return read.address;
      context.addIssue({ code: "custom", message: `${label}: ${read.why}` });
      return z.NEVER;
    });
}

function readAddress(text: string): { address: string } | { why: string } {
  if (/[\uFF20\uFE6B]/.test(text))
    return { why: "this has a character that only looks like @. Please type the @ itself." };
  const [local = "", host = "", ...more] = text.split("@");
  if (more.length > 0 || /[,;]/.test(text)) return { why: "please write one address alone." };
  // Checked before lower-casing: some characters turn into plain ones, and the address would be
  // another person's.
  if (host && /[^\x00-\x7F]/.test(local))
    return { why: "before the @ only a to z, digits and . _ ' + - can be used here." };
  const domain = ENDS_A_HOST.test(host) ? "" : domainToASCII(host);
  const address = `${local.toLowerCase()}@${domain}`;
  if (
    !LOCAL_PART.test(local.toLowerCase()) ||
    !DOMAIN.test(domain) ||
    address.length > MOST_IN_ADDRESS
  )
    return { why: "this is not an email address. It should look like name@example.com." };
  return { address };
}

export function zone(label: string) {
  return z
    .string(`${label}: please choose one.`)
    .max(64)
    .refine(
      isZone,
      `${label}: this time zone is not known. Choose one from the list, such as Europe/Lisbon.`,
    );
}

/**
 * A calendar day. What is wrong with another text has its own sentence; `unread` is the one for
 * what is no day at all.
 */
export function day(
  label: string,
  unread = "this is not a day in the calendar. Write it as 2026-11-24.",
) {
  return z
    .string(`${label}: choose a day.`)
    .trim()
    .superRefine((text, context) => {
      const why = faultInDay(text, unread);
      if (why) context.addIssue({ code: "custom", message: `${label}: ${why}` });
    });
}

/** Returns what is wrong with a day as it was typed; null when it is fine. */
function faultInDay(text: string, unread: string): string | null {
  if (text === "") return "choose a day.";
  if (isDay(text)) return null;
  const year = Number(/^\+?(\d{4,9})-\d\d-\d\d$/.exec(text)?.[1]);
  if (year >= DAYS_BEFORE_YEAR)
    return `this day is too far ahead. Choose a day before ${DAYS_BEFORE_YEAR}.`;
  if (year < DAYS_FROM_YEAR)
    return `this day is too far in the past. Choose a day from ${DAYS_FROM_YEAR} or later.`;
  return unread;
}

export function optionalDay(label: string) {
  return z.preprocess(
    (value) => (typeof value === "string" && value.trim() === "" ? undefined : value),
    day(label).optional(),
  );
}

/** A country or region whose holidays apply; empty for none, undefined to leave it unchanged. */
export function holidayRegion(label: string) {
  return z
    .string(`${label}: please choose.`)
    .max(10, `${label}: please choose one from the list.`)
    .transform((region) => region || null)
    .optional();
}

/** A whole number as typed, within bounds. */
export function wholeNumber(label: string, least: number, most: number) {
  return z
    .string(`${label}: please write a number.`)
    .trim()
    .regex(/^\d{1,6}$/, `${label}: please write a whole number.`)
    .transform(Number)
    .pipe(
      z
        .number()
        .min(least, `${label}: please write ${least} or more.`)
        .max(most, `${label}: please write ${most} or less.`),
    );
}

/** The end of a day as some write it; here it is a minute earlier. */
export const MIDNIGHT = /^24:00$/;
export const NO_MIDNIGHT = "the last time of a day is 23:59. Please write 23:59 instead of 24:00.";

/** A time of day: 09:00. */
export function clockTime(label: string) {
  return z
    .string(`${label}: please choose a time.`)
    .trim()
    .refine((text) => !MIDNIGHT.test(text), {
      error: `${label}: ${NO_MIDNIGHT}`,
      abort: true,
    })
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${label}: please write it as 09:00.`);
}

export function id(what: string) {
  return z.uuid(`This ${what} doesn’t exist.`);
}

const blankAsNone = (value: unknown) =>
  typeof value === "string" && value.trim() === "" ? undefined : value;

/** An amount as typed, "250" or "250.50" or "250,50", in hundredths; undefined where it is left empty. */
export function optionalHundredths(label: string) {
  return z.preprocess(
    blankAsNone,
    z
      .string()
      .trim()
      .regex(/^\d{1,7}([.,]\d{1,2})?$/, `${label}: write a number such as 50 or 1.5.`)
      .transform((text) => Math.round(Number(text.replace(",", ".")) * 100))
      .pipe(z.number().min(1, `${label}: write more than 0.`))
      .optional(),
  );
}

/** A currency's code, as ISO 4217 writes it; undefined where it is left empty. */
export function optionalCurrency(label: string) {
  return z.preprocess(
    blankAsNone,
    z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/, `${label}: write its code, such as EUR.`)
      .optional(),
  );
}
