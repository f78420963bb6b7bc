import type { HiddenFor } from "@/db/enums";
import {
  addDays,
  dayIn,
  instantAt,
  nextOpening,
  wallClock,
  weekday,
  workingDaysBetween,
  type DaysOff,
  type Hours,
} from "@/lib/dates";

/** Addresses that would read as ours, or as a part of the product. */
const RESERVED = new Set(
  (
    "uptomark www mail api app admin administrator root system official security abuse postmaster " +
    "support help about legal privacy terms status login sign-in signin settings studio today " +
    "wall walls embed json demo test example static assets null undefined"
  ).split(" "),
);

/** Returns whether an address is kept for the product itself. */
export function isReserved(slug: string): boolean {
  return RESERVED.has(slug);
}

/** What the line under a wall's heading counts. */
export type Counts = {
  asked: number;
  answered: number;
  shown: number;
  hidden: Partial<Record<HiddenFor, number>>;
};

const HIDDEN_FOR: HiddenFor[] = ["UNLAWFUL", "OFF_TOPIC"];

/** Returns for what something is hidden and how often, and how many that is; nothing is ever hidden for its score. */
export function hiddenOf({ hidden }: Counts): {
  total: number;
  reasons: { hiddenFor: HiddenFor; count: number }[];
} {
  const reasons = HIDDEN_FOR.map((hiddenFor) => ({
    hiddenFor,
    count: hidden[hiddenFor] ?? 0,
  })).filter(({ count }) => count > 0);
  return { total: reasons.reduce((sum, { count }) => sum + count, 0), reasons };
}

export type Took = { unit: "hours" | "days"; count: number };
type WorkingTime = { hours: Hours; zone: string; isOff: DaysOff };

/** As long as a time is told in hours: what is longer is told in days. */
const MOST_HOURS = 8;
const HOUR_MS = 3_600_000;
const FARTHEST_DAYS = 400;

/**
 * Returns within how many working hours something was answered, or working days where it took more than eight. What
 * came outside the hours counts from the next opening. Null for a studio without working hours.
 */
export function answeredWithin(
  givenAt: Date,
  repliedAt: Date,
  { hours, zone, isOff }: WorkingTime,
): Took | null {
  const start = nextOpening(givenAt, hours, zone, isOff);
  if (!start) return null;
  const worked = Math.ceil(workedBetween(start, repliedAt, { hours, zone, isOff }) / HOUR_MS);
  if (worked <= MOST_HOURS) return { unit: "hours", count: Math.max(1, worked) };
  const [from, to] = [wallClock(zone, start), wallClock(zone, repliedAt)];
  const days = workingDaysBetween(from.day, to.day, isOff) + (to.time > from.time ? 1 : 0);
  return { unit: "days", count: Math.max(1, days) };
}

/** Milliseconds within the working hours between two instants, at most four hundred days. */
function workedBetween(from: Date, to: Date, { hours, zone, isOff }: WorkingTime): number {
  let sum = 0;
  let day = dayIn(zone, from);
  const last = dayIn(zone, to);
  for (let n = 0; n < FARTHEST_DAYS && day <= last; n += 1, day = addDays(day, 1)) {
    if (isOff(day)) continue;
    for (const [opens, closes] of hours[String(weekday(day)) as keyof Hours]) {
      const begin = Math.max(from.getTime(), instantAt(day, opens, zone).getTime());
      const end = Math.min(to.getTime(), instantAt(day, closes, zone).getTime());
      sum += Math.max(0, end - begin);
    }
  }
  return sum;
}

/** Returns an address made of a studio's name, to begin with; empty where the name has nothing for one. */
export function proposedSlug(name: string): string {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const slug = plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return slug.length < 3 || isReserved(slug) ? "" : slug;
}
