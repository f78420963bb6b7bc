import {
  addDays,
  addWorkingDays,
  dayIn,
  instantAt,
  isZone,
  weekday,
  type Day,
  type DaysOff,
} from "./dates";
import { daysOff } from "./holidays";

/**
 * Where a client is and when they can be written to: their zone, their holidays, and the hours from
 * and until.
 */
export type ContactHours = { zone: string; isOff: DaysOff; from: string; until: string };

/**
 * Returns a contact's hours: their own zone, or the studio's if the machine's data no longer has
 * it; the holidays of their own country, or else the studio's; and the studio's hours for
 * follow-ups.
 */
export function contactHoursOf(
  contact: { zone: string; country: string | null },
  studio: { zone: string; country: string | null; followUpsFrom: string; followUpsUntil: string },
): ContactHours {
  return {
    zone: isZone(contact.zone) ? contact.zone : studio.zone,
    isOff: daysOff(contact.country ?? studio.country, []),
    from: studio.followUpsFrom,
    until: studio.followUpsUntil,
  };
}

/**
 * Returns whether this is no time for an automatic email: a weekend, a holiday, or outside the
 * hours, where the client is.
 */
export function isNoTimeToWrite(now: Date, contactHours: ContactHours): boolean {
  const day = dayIn(contactHours.zone, now);
  return (
    weekday(day) > 5 ||
    contactHours.isOff(day) ||
    now < instantAt(day, contactHours.from, contactHours.zone) ||
    now >= instantAt(day, contactHours.until, contactHours.zone)
  );
}

/** Returns the instant itself if it is a time to write, else the client's next morning. */
export function nextTimeToWrite(from: Date, contactHours: ContactHours): Date {
  return isNoTimeToWrite(from, contactHours) ? nextMorning(from, contactHours) : from;
}

/**
 * Returns the client's next morning on a working day, at or after an instant. Always a time to
 * write.
 */
export function nextMorning(from: Date, contactHours: ContactHours): Date {
  const day = dayIn(contactHours.zone, from);
  const first = morningOn(day, contactHours);
  return first >= from ? first : morningOn(addDays(day, 1), contactHours);
}

/**
 * Returns the client's morning on a day, or on the next working day: half an hour after the hours
 * start, or at their start if they are short. A time skipped by a clock change moves forward; of a
 * doubled one it is the first.
 */
export function morningOn(day: Day, contactHours: ContactHours): Date {
  return instantAt(
    addWorkingDays(day, 0, contactHours.isOff),
    morningTime(contactHours),
    contactHours.zone,
  );
}

/**
 * The client's morning is this long after the hours start, so that an email is not the first thing
 * they meet.
 */
const SETTLE_MINUTES = 30;

function morningTime({ from, until }: ContactHours): string {
  const [hours = 0, minutes = 0] = from.split(":").map(Number);
  const at = hours * 60 + minutes + SETTLE_MINUTES;
  const time = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  return time < until ? time : from;
}
