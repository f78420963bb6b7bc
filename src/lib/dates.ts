import { Temporal } from "temporal-polyfill";

const DAY_MS = 86_400_000;
/** From Sunday and from January, as the studio reads them. */
export const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
export const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
];

/** A calendar day, YYYY-MM-DD, never an instant. */
export type Day = string;

/** Working hours per weekday 1 (Monday) to 7 (Sunday): spans of ["HH:MM", "HH:MM"], in order, not overlapping. */
export type Hours = Record<"1" | "2" | "3" | "4" | "5" | "6" | "7", [string, string][]>;

/** Returns whether this is a zone in the machine's IANA data. */
export function isZone(zone: string): boolean {
  if (zones.has(zone)) return true;
  // An offset such as +02:00 is not a zone: it has no summer time.
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    zones.add(zone);
    return true;
  } catch {
    return false;
  }
}

/** Zones known to exist: a page asks for the same few again and again. */
const zones = new Set<string>();

/** The years that a day may be in, from the first to before the second. */
export const DAYS_FROM_YEAR = 2000;
export const DAYS_BEFORE_YEAR = 2200;

/** Returns whether this day exists: 29 February only in leap years. Years 2000 to 2199. */
export function isDay(value: string): value is Day {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const year = Number(value.slice(0, 4));
  if (year < DAYS_FROM_YEAR || year >= DAYS_BEFORE_YEAR) return false;
  try {
    Temporal.PlainDate.from(value, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

/** Returns the calendar day in a zone at an instant. */
export function dayIn(zone: string, at: Date): Day {
  return wallClock(zone, at).day;
}

/**
 * Returns the instant of a wall-clock time on a day in a zone. A time skipped by a clock change
 * moves forward; of a doubled one it is the first.
 */
export function instantAt(day: Day, time: string, zone: string): Date {
  const wall = `${day}T${time}`;
  return new Date(
    cached(
      instants,
      `${wall} ${zone}`,
      () =>
        Temporal.PlainDateTime.from(wall).toZonedDateTime(knownZone(zone), {
          disambiguation: "compatible",
        }).epochMilliseconds,
    ),
  );
}

/** Returns the whole days from one day to another; negative when the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toDateColumn(to).getTime() - toDateColumn(from).getTime()) / DAY_MS);
}

export function addDays(day: Day, days: number): Day {
  return fromDateColumn(new Date(toDateColumn(day).getTime() + days * DAY_MS));
}

/** Returns the day that many months later; the last of its month where it has no such day. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** 1 (Monday) to 7 (Sunday). */
export function weekday(day: Day): number {
  return toDateColumn(day).getUTCDay() || 7;
}

/** Which days are off, apart from weekends: holidays and own days off. */
export type DaysOff = (day: Day) => boolean;

const noneOff: DaysOff = () => false;
/**
 * The longest search for a working day: with every day off for a year there are no working hours.
 */
const FARTHEST_DAYS = 400;

/**
 * Returns the day that many working days after a day; 0 is the day itself or the next working day.
 * Monday to Friday, without the days off.
 */
export function addWorkingDays(day: Day, count: number, isOff: DaysOff = noneOff): Day {
  const works = (one: Day) => weekday(one) <= 5 && !isOff(one);
  let at = day;
  let left = count;
  for (
    let searched = 0;
    (left > 0 || !works(at)) && searched < count * 7 + FARTHEST_DAYS;
    searched += 1
  ) {
    at = addDays(at, 1);
    if (works(at) && left > 0) left -= 1;
  }
  return at;
}

/**
 * Returns the working days from one day to a later one, not counting the first, counting the last;
 * 0 when it is not later.
 */
export function workingDaysBetween(from: Day, to: Day, isOff: DaysOff = noneOff): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to && count < FARTHEST_DAYS; day = addDays(day, 1))
    if (weekday(day) <= 5 && !isOff(day)) count += 1;
  return count;
}

/**
 * Returns the first instant at or after `at` within working hours, or null when there are none in
 * the next 400 days.
 */
export function nextOpening(
  at: Date,
  hours: Hours,
  zone: string,
  isOff: DaysOff = noneOff,
): Date | null {
  let day = dayIn(zone, at);
  for (let i = 0; i < FARTHEST_DAYS; i += 1, day = addDays(day, 1)) {
    for (const [from, to] of spansOn(day, hours, isOff)) {
      if (at < instantAt(day, to, zone))
        return new Date(Math.max(at.getTime(), instantAt(day, from, zone).getTime()));
    }
  }
  return null;
}

/**
 * Returns by when a message that came at `at` is answered: one working day later at the same time
 * of day, moved into that day's hours. A message outside the hours counts from the next opening.
 * Null when there are no working hours at all.
 */
export function answerBy(
  at: Date,
  hours: Hours,
  zone: string,
  isOff: DaysOff = noneOff,
): Date | null {
  const start = nextOpening(at, hours, zone, isOff);
  if (!start) return null;
  const { time } = wallClock(zone, start);
  const tomorrow = addDays(dayIn(zone, start), 1);
  const next = nextOpening(instantAt(tomorrow, "00:00", zone), hours, zone, isOff);
  if (!next) return null;
  const day = dayIn(zone, next);
  const spans = spansOn(day, hours, isOff);
  const span = spans.find(([, to]) => time <= to) ?? spans.at(-1)!;
  const clipped = time < span[0] ? span[0] : time > span[1] ? span[1] : time;
  return instantAt(day, clipped, zone);
}

/** "Tue 24 Nov", with the year if it is not this one. */
export function dayName(day: Day, today: Day): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const name = `${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]} ${Number(date)} ${MONTHS[Number(month) - 1]}`;
  return year === today.slice(0, 4) ? name : `${name} ${year}`;
}

/** "today", "tomorrow", "in 3 days", "2 days ago". */
export function distance(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** "Tue 24 Nov, in 3 days": how every promised date is written. */
export function dayAndDistance(day: Day, today: Day): string {
  return `${dayName(day, today)}, ${distance(day, today)}`;
}

/** "Tue 24 Nov, 11:00", in a zone. */
export function timeName(at: Date, zone: string, today: Day): string {
  const { day, time } = wallClock(zone, at);
  return `${dayName(day, today)}, ${time}`;
}

/** "20 seconds", "10 minutes", "1 hour": a wait, in the largest unit that fits exactly. */
export function durationName(seconds: number): string {
  const [size, unit] = (
    [
      [3600, "hour"],
      [60, "minute"],
    ] as const
  ).find(([size]) => seconds >= size && seconds % size === 0) ?? [1, "second"];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** "Lisbon time", for a reader. */
export function zoneName(zone: string): string {
  const city = cityOf(zone);
  return city ? `${city} time` : "UTC";
}

/** "Lisbon": the city a zone is named after; empty for UTC. */
export function cityOf(zone: string): string {
  const city = knownZone(zone).split("/").at(-1)!.replaceAll("_", " ");
  return city === "UTC" || city === "GMT" ? "" : city;
}

/** Returns a day for the database's `date` columns. */
export function toDateColumn(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** Returns the day from a `date` column. */
export function fromDateColumn(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/**
 * Returns the zone, or UTC if the machine's data no longer has it: an old value must still be
 * shown.
 */
function knownZone(zone: string): string {
  return isZone(zone) ? zone : "UTC";
}

/** A zone's clock, and what it was asked lately: the day and time of a minute since 1970. */
type Clock = { format: Intl.DateTimeFormat; walls: Map<number, { day: Day; time: string }> };
const clocks = new Map<string, Clock>();
const instants = new Map<string, number>();
const MOST_KEPT = 5_000;

/**
 * Returns the cached answer to the same question: a page asks some hundred, mostly those of the
 * page before. Starts over when there are too many.
 */
function cached<Question, T>(answers: Map<Question, T>, question: Question, ask: () => T): T {
  let answer = answers.get(question);
  if (answer === undefined) {
    answer = ask();
    if (answers.size >= MOST_KEPT) answers.clear();
    answers.set(question, answer);
  }
  return answer;
}

/** Returns the calendar day and clock time in a zone at an instant; the same for a whole minute. */
export function wallClock(zone: string, at: Date): { day: Day; time: string } {
  const { format, walls } = cached(clocks, zone, () => clockOf(zone));
  return cached(walls, Math.floor(at.getTime() / 60_000), () => {
    const [day = "", time = ""] = format.format(at).split(" ");
    return { day, time };
  });
}

function clockOf(zone: string): Clock {
  // Swedish writes 2026-11-24 09:30.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: knownZone(zone),
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return { format, walls: new Map() };
}

function spansOn(day: Day, hours: Hours, isOff: DaysOff): [string, string][] {
  return isOff(day) ? [] : (hours[String(weekday(day)) as keyof Hours] ?? []);
}
