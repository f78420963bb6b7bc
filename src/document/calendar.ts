import { createHash } from "node:crypto";
import ical, { ICalEventClass, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import type { Locale } from "@/language/locale";
import { addDays, toDateColumn, type Day } from "@/lib/dates";

/** A day in a calendar. It is recognised and replaced by its id and its sequence, never by its words. */
export type CalendarDay = {
  id: string;
  on: Day;
  title: string;
  about: string;
  url?: string;
  sequence: number;
  changedAt: Date;
  isCancelled?: boolean;
  isPrivate?: boolean;
};

/**
 * Days as a calendar feed (RFC 5545): whole days, which are the same day in every zone and take nobody's
 * time. The same days are the same bytes, so that a reader who has them already is sent nothing.
 */
export function renderCalendar({ t, language }: Locale, host: string, days: CalendarDay[]): string {
  const calendar = ical({
    name: t("calendar.name"),
    prodId: { company: "Uptomark", product: "Promised dates", language: language.toUpperCase() },
    ttl: 3600,
  });
  for (const day of days) {
    calendar.createEvent({
      id: `${day.id}@${host}`,
      allDay: true,
      start: toDateColumn(day.on),
      // The first day that is no longer part of it.
      end: toDateColumn(addDays(day.on, 1)),
      summary: day.title,
      description: day.about,
      url: day.url,
      sequence: day.sequence,
      stamp: day.changedAt,
      lastModified: day.changedAt,
      status: day.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      class: day.isPrivate ? ICalEventClass.PRIVATE : null,
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}

/** The feed as an answer: 304 for a reader who has it already. */
export function calendarResponse(request: Request, text: string): Response {
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const headers = {
    "content-type": "text/calendar; charset=utf-8",
    "cache-control": "private, max-age=0, must-revalidate",
    "content-disposition": 'inline; filename="promised-dates.ics"',
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
    "referrer-policy": "no-referrer",
    etag,
  };
  const cached = (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((one) => one.trim().replace(/^W\//, ""));
  if (cached.includes(etag) || cached.includes("*"))
    return new Response(null, { status: 304, headers });
  return new Response(request.method === "HEAD" ? null : text, { headers });
}
