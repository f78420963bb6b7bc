import { z } from "zod";
import { isDay, isZone } from "./dates";

// NUL cannot be stored, and no control character but tab and line break is ever meant.
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;

/** One line that a person types: trimmed, not empty, no control characters. `label` begins the sentence that refuses it. */
export function line(label: string, max: number) {
  return z
    .string(`${label}: please fill this in.`)
    .trim()
    .min(1, `${label}: please fill this in.`)
    .max(max, `${label}: please keep it under ${max} characters.`)
    .refine((text) => !CONTROL.test(text) && !/[\n\r\u2028\u2029]/.test(text), `${label}: please write it on one line, without control characters.`);
}

/** A text of several lines, kept as typed but for line ends. */
export function paragraph(label: string, max: number) {
  return z
    .string(`${label}: please write something.`)
    .transform((text) => text.replace(/\r\n?/g, "\n").trim())
    .pipe(
      z
        .string()
        .min(1, `${label}: please write something.`)
        .max(max, `${label}: please keep it under ${max.toLocaleString("en-GB")} characters.`)
        .refine((text) => !CONTROL.test(text), `${label}: it holds a control character that cannot be kept. Please take it out.`),
    );
}

export function optionalParagraph(label: string, max: number) {
  return z.preprocess((text) => (typeof text === "string" && text.trim() === "" ? undefined : text), paragraph(label, max).optional());
}

/** An email address: one, plain, ASCII before and after the @. */
export function address(label: string) {
  return z
    .string(`${label}: please fill this in.`)
    .trim()
    .toLowerCase()
    .max(254, `${label}: an email address has at most 254 characters.`)
    .pipe(z.email(`${label}: this is not an email address. It should look like name@example.com.`));
}

export function zone(label: string) {
  return z.string(`${label}: please choose one.`).max(64).refine(isZone, `${label}: this time zone is not known. Choose one from the list, such as Europe/Lisbon.`);
}

export function day(label: string) {
  return z.string(`${label}: please choose a day.`).trim().refine(isDay, `${label}: this is not a day in the calendar. Write it as 2026-11-24.`);
}

export function optionalDay(label: string) {
  return z.preprocess((value) => (value === "" ? undefined : value), day(label).optional());
}

/** One of several days, refused with the sentence given. */
export function calendarDay(refusal: string) {
  return z.string(refusal).refine(isDay, refusal);
}

/** A country, or a country's region, whose holidays are kept; empty for none of one's own. Left out, it is left as it is. */
export function holidayRegion(label: string) {
  return z.string(`${label}: please choose.`).max(10, `${label}: please choose one from the list.`).transform((region) => region || null).optional();
}

/** A whole number as it is typed, within bounds. */
export function wholeNumber(label: string, least: number, most: number) {
  return z
    .string(`${label}: please write a number.`)
    .trim()
    .regex(/^\d{1,6}$/, `${label}: please write a whole number.`)
    .transform(Number)
    .pipe(z.number().min(least, `${label}: please write ${least} or more.`).max(most, `${label}: please write ${most} or less.`));
}

/** A time of day as the clock on the wall shows it: 09:00. */
export function clockTime(label: string) {
  return z.string(`${label}: please choose a time.`).trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/, `${label}: please write it as 09:00.`);
}

export function id(what: string) {
  return z.uuid(`There is no such ${what} here.`);
}
