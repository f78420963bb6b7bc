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

/** Where a client is and when they work: their zone, the holidays kept there, and from when until when they may be written to. */
export type ContactHours = { zone: string; isOff: DaysOff; from: string; until: string };

/**
 * The place of a contact: their own zone, or the studio's where the machine's data no longer knows it; the
 * holidays of their own country, or else of the studio's; the hours that the studio keeps for follow-ups.
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

/** Whether it is no time to write to a client by itself: a weekend, a holiday, or outside the hours, where they are. */
export function isNoTimeToWrite(now: Date, contactHours: ContactHours): boolean {
  const day = dayIn(contactHours.zone, now);
  return (
    weekday(day) > 5 ||
    contactHours.isOff(day) ||
    now < instantAt(day, contactHours.from, contactHours.zone) ||
    now >= instantAt(day, contactHours.until, contactHours.zone)
  );
}

/** The instant itself when it is a time to write, else the next client's morning. */
export function nextTimeToWrite(from: Date, contactHours: ContactHours): Date {
  return isNoTimeToWrite(from, contactHours) ? nextMorning(from, contactHours) : from;
}

/** The next client's morning on a working day, at or after an instant. Never a time at which it is no time to write. */
export function nextMorning(from: Date, contactHours: ContactHours): Date {
  const day = dayIn(contactHours.zone, from);
  const first = morningOn(day, contactHours);
  return first >= from ? first : morningOn(addDays(day, 1), contactHours);
}

/**
 * The client's morning on a day, or on the next working day: half an hour after the hours begin, or as they
 * begin where they are shorter. A time that a clock change skips moves forward; a doubled one is the first.
 */
export function morningOn(day: Day, contactHours: ContactHours): Date {
  return instantAt(
    addWorkingDays(day, 0, contactHours.isOff),
    morningTime(contactHours),
    contactHours.zone,
  );
}

/** So long after the hours begin is a client's morning: nobody is met on the doorstep. */
const SETTLE_MINUTES = 30;

function morningTime({ from, until }: ContactHours): string {
  const [hours = 0, minutes = 0] = from.split(":").map(Number);
  const at = hours * 60 + minutes + SETTLE_MINUTES;
  const time = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
  return time < until ? time : from;
}
