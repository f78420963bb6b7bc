import { domainToASCII } from "node:url";
import { z } from "zod";
import { isDay, isZone } from "./dates";

// NUL cannot be stored, and nobody means a control character other than tab and line break.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
/** Characters that end a line for some readers, or are not characters at all. */
const NOT_ON_ONE_LINE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u;

/**
 * One line of text: trimmed, not empty, no control characters. `label` starts each error message, and
 * `missing` is the whole message for an empty field.
 */
export function line(label: string, max: number, missing = `${label}: please fill this in.`) {
  return z
    .string(missing)
    .trim()
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
  return line(label, max, missing).refine(
    (text) => !LIKE_AN_ADDRESS.test(text),
    `${label}: this looks like an address. Please enter a name.`,
  );
}

/** Several lines of text, saved as typed except for line endings. */
export function paragraph(label: string, max: number) {
  return z
    .string(`${label}: please write something.`)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
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
    (text) => (typeof text === "string" && text.trim() === "" ? undefined : text),
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
    return { why: "this has a sign in it that only looks like @. Please type the @ itself." };
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

export function day(label: string) {
  return z
    .string(`${label}: please choose a day.`)
    .trim()
    .refine(isDay, `${label}: this is not a day in the calendar. Write it as 2026-11-24.`);
}

export function optionalDay(label: string) {
  return z.preprocess((value) => (value === "" ? undefined : value), day(label).optional());
}

/** One of several days, with the given error message. */
export function calendarDay(refusal: string) {
  return z.string(refusal).refine(isDay, refusal);
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

/** A time of day: 09:00. */
export function clockTime(label: string) {
  return z
    .string(`${label}: please choose a time.`)
    .trim()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${label}: please write it as 09:00.`);
}

export function id(what: string) {
  return z.uuid(`There is no such ${what} here.`);
}
