// Days as "2026-12-24", reckoned without the library of lib/dates, which would cost the browser 60 kB.

/** As many days off as the schema takes. */
export const MOST_DAYS = 400;

const DAY_MS = 86_400_000;
const instantOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** Returns the days from one to another, both of them; none where the second is earlier, and `MOST_DAYS` at most. */
export function daysFromTo(from: string, until: string): string[] {
  const count = (instantOf(until) - instantOf(from)) / DAY_MS + 1;
  if (!(count > 0)) return [];
  return Array.from({ length: Math.min(count, MOST_DAYS) }, (_, n) =>
    dayAt(instantOf(from) + n * DAY_MS),
  );
}

/** Returns days as ranges of days that follow each other, in order. */
export function rangesOf(days: string[]): { from: string; until: string }[] {
  const ranges: { from: string; until: string }[] = [];
  for (const day of days.toSorted()) {
    const last = ranges.at(-1);
    if (last && instantOf(day) - instantOf(last.until) <= DAY_MS) last.until = day;
    else ranges.push({ from: day, until: day });
  }
  return ranges;
}

/** Returns a range as its reader writes dates: "Thu, 24 Dec 2026" or "24 – 31 Dec 2026". */
export function rangeName({ from, until }: { from: string; until: string }, tag: string): string {
  const format = new Intl.DateTimeFormat(tag, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
  return format.formatRange(instantOf(from), instantOf(until));
}
