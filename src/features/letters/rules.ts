import {
  addDays,
  addWorkingDays,
  dayIn,
  instantAt,
  isZone,
  weekday,
  type Day,
  type DaysOff,
} from "@/lib/dates";
import { daysOff } from "@/lib/holidays";

/** The times that tell a letter's state. */
export type LetterTimes = {
  leavesAt: Date;
  frozenAt: Date | null;
  attempts: number;
  settledAt: Date | null;
  sentAt: Date | null;
  deliveredAt: Date | null;
  bouncedAt: Date | null;
  complainedAt: Date | null;
  skippedAt: Date | null;
  withdrawnAt: Date | null;
  needsReviewAt: Date | null;
};

export type Fate =
  | "held"
  | "queued"
  | "trying"
  | "sent"
  | "delivered"
  | "bounced"
  | "complained"
  | "skipped"
  | "withdrawn"
  | "needs review";

/**
 * What has become of a letter. Held: its time has not come, so it can still be undone. What its reader's side
 * said counts most, a complaint before a bounce before a delivery; and one that was let be, and had left after
 * all, has left.
 */
export function fateOf(letter: LetterTimes, now: Date): Fate {
  if (letter.complainedAt) return "complained";
  if (letter.bouncedAt) return "bounced";
  if (letter.needsReviewAt) return "needs review";
  if (letter.deliveredAt) return "delivered";
  if (letter.sentAt) return "sent";
  if (letter.withdrawnAt) return "withdrawn";
  if (letter.skippedAt) return "skipped";
  if (letter.frozenAt) return "trying";
  return letter.leavesAt > now ? "held" : "queued";
}

/** Whether a letter's words and its leaving can still be changed: only until it is frozen for the first attempt. */
export function isStillMine(letter: { frozenAt: Date | null; settledAt: Date | null }): boolean {
  return letter.frozenAt === null && letter.settledAt === null;
}

/** Automatic attempts stop here, well inside the 24 hours for which the provider remembers a key. */
export const GIVE_UP_AFTER_MS = 20 * 3_600_000;

/** A sign-in letter is not tried for longer than its link lives: ten minutes. */
export const SIGN_IN_LETTER_MS = 600_000;

/** Until when a letter frozen at an instant may be tried without asking. */
export function windowEnd(frozenAt: Date): Date {
  return new Date(frozenAt.getTime() + GIVE_UP_AFTER_MS);
}

/** Whether the provider may have forgotten this letter's key: to hand it over once more could be a second email. */
export function isPastTheWindow(frozenAt: Date, now: Date): boolean {
  return now > windowEnd(frozenAt);
}

/** What is so late no longer leaves by itself. */
export const TOO_LATE_DAYS = 14;

/** Whether a letter or a follow-up waited too long to leave without asking: more than fourteen days of 24 hours. */
export function isTooLate(dueAt: Date, now: Date): boolean {
  return now.getTime() - dueAt.getTime() > TOO_LATE_DAYS * 86_400_000;
}

/** Seconds until the next attempt: 15, 30, 60 … at most an hour. */
export function pauseAfter(attempts: number): number {
  return Math.min(3600, 15 * 2 ** Math.max(0, attempts - 1));
}

/** Where a client is and when they work: their zone, the holidays kept there, and from when until when they may be written to. */
export type Place = { zone: string; isOff: DaysOff; from: string; until: string };

/**
 * The place of a contact: their own zone, or the studio's where the machine's data no longer knows it; the
 * holidays of their own country, or else of the studio's; the hours that the studio keeps for follow-ups.
 */
export function placeOf(
  contact: { zone: string; country: string | null },
  studio: { zone: string; country: string | null; followUpsFrom: string; followUpsUntil: string },
): Place {
  return {
    zone: isZone(contact.zone) ? contact.zone : studio.zone,
    isOff: daysOff(contact.country ?? studio.country, []),
    from: studio.followUpsFrom,
    until: studio.followUpsUntil,
  };
}

/** Whether it is no time to write to a client by itself: a weekend, a holiday, or outside the hours, where they are. */
export function isNoTimeToWrite(now: Date, place: Place): boolean {
  const day = dayIn(place.zone, now);
  return (
    weekday(day) > 5 ||
    place.isOff(day) ||
    now < instantAt(day, place.from, place.zone) ||
    now >= instantAt(day, place.until, place.zone)
  );
}

/** The instant itself when it is a time to write, else the next client's morning. */
export function nextTimeToWrite(from: Date, place: Place): Date {
  return isNoTimeToWrite(from, place) ? nextMorning(from, place) : from;
}

/** The next client's morning on a working day, at or after an instant. Never a time at which it is no time to write. */
export function nextMorning(from: Date, place: Place): Date {
  const day = dayIn(place.zone, from);
  const first = morningOn(day, place);
  return first >= from ? first : morningOn(addDays(day, 1), place);
}

/**
 * The client's morning on a day, or on the next working day: half an hour after the hours begin, or as they
 * begin where they are shorter. A time that a clock change skips moves forward; a doubled one is the first.
 */
export function morningOn(day: Day, place: Place): Date {
  return instantAt(addWorkingDays(day, 0, place.isOff), morningTime(place), place.zone);
}

/** So long after the hours begin is a client's morning: nobody is met on the doorstep. */
const SETTLE_MINUTES = 30;

function morningTime({ from, until }: Place): string {
  const [hours = 0, minutes = 0] = from.split(":").map(Number);
  const at = hours * 60 + minutes + SETTLE_MINUTES;
  const time = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  return time < until ? time : from;
}

/** A letter's text or HTML with the secret part of each link in it masked: 43 characters after /p/, /s/ or /u/. */
export function maskLinks(text: string): string {
  return text.replace(/(\/[psu]\/)[A-Za-z0-9_-]{43}/g, "$1…");
}
