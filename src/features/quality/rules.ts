import { addMonths, dayIn, isDay, type Day } from "@/lib/dates";
import { FIGURE_NAMES, figuresOf, type Figure, type FigureName } from "./kinds";

/** How often each value occurred. A case without a value has the value 0. */
export type Values = Record<string, number>;
export type Counts = Partial<Record<Figure, Values>>;
export type Month = { month: Day; counts: Counts };

/** From its first day to before its last: whole months. Open ends mean for ever. */
export type Period = { from: Day | null; until: Day | null };
export const EVER: Period = { from: null, until: null };

/** Before the first and after the last day that anything can have. */
export const FIRST: Day = "2000-01-01";
export const LAST: Day = "2199-12-01";

/** With fewer cases than this nothing is said but how many there were, and the worst. */
export const FEW = 5;

export const monthOf = (day: Day): Day => `${day.slice(0, 7)}-01`;
export const yearOf = (day: Day): Day => `${day.slice(0, 4)}-01-01`;

/** Returns the first day of the quarter that a day is in. */
export function quarterOf(day: Day): Day {
  const month = Number(day.slice(5, 7));
  return `${day.slice(0, 5)}${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`;
}

export const quarterFrom = (from: Day): Period => ({ from, until: addMonths(from, 3) });
export const yearFrom = (from: Day): Period => ({ from, until: addMonths(from, 12) });

/**
 * Returns the period that an address names by `from` and `until`, first days of months; a quarter where only `from` is
 * said, for ever where nothing is. Null for what is no such period.
 */
export function periodIn(from: unknown, until: unknown): Period | null {
  if (from === undefined && until === undefined) return EVER;
  if (!isMonth(from)) return null;
  if (until === undefined) return quarterFrom(from);
  return isMonth(until) && from < until ? { from, until } : null;
}

const isMonth = (value: unknown): value is Day =>
  typeof value === "string" && isDay(value) && value.endsWith("-01");

const isWithin = (day: Day, { from, until }: Period) =>
  (from === null || day >= from) && (until === null || day < until);

/** Returns a page's address within CSQ: the page itself, or the rows of a figure, one value's alone if wanted. */
export function pathOf(period: Period, figure?: FigureName, value?: number): string {
  const path = figure ? `/quality/${figure}` : "/quality";
  const { from, until } = period;
  const isQuarter = from !== null && until === addMonths(from, 3);
  const query = new URLSearchParams({
    ...(from ? { from } : {}),
    ...(until && !isQuarter ? { until } : {}),
    ...(value === undefined ? {} : { value: String(value) }),
  });
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Returns what was counted in the months of a period, together. */
export function countsIn(months: Month[], period: Period): Counts {
  const sum: Counts = {};
  for (const { month, counts } of months) {
    if (!isWithin(month, period)) continue;
    for (const [figure, values] of Object.entries(counts) as [Figure, Values][]) {
      const own = (sum[figure] ??= {});
      for (const value in values) own[value] = (own[value] ?? 0) + values[value]!;
    }
  }
  return sum;
}

/** Returns what is left of counts without some others that are part of them. */
export function without(all: Counts, others: Counts): Counts {
  const rest: Counts = {};
  for (const [figure, values] of Object.entries(all) as [Figure, Values][]) {
    const gone = others[figure] ?? {};
    const left = Object.entries(values)
      .map(([value, times]): [string, number] => [value, times - (gone[value] ?? 0)])
      .filter(([, times]) => times !== 0);
    if (left.length > 0) rest[figure] = Object.fromEntries(left);
  }
  return rest;
}

/** Returns what was counted here and there, together. */
export const together = (one: Counts, other: Counts): Counts =>
  countsIn(
    [one, other].map((counts) => ({ month: "", counts })),
    EVER,
  );

export type Summary = {
  count: number;
  /** The middle value; null for fewer than five. */ median: number | null;
  least: number | null;
  most: number | null;
};

/** Returns how many cases a name counts, with the middle and the outermost of their values. */
export function summaryOf(counts: Counts, name: FigureName): Summary {
  const values = figuresOf(name)
    .flatMap((figure) => Object.entries(counts[figure] ?? {}))
    .map(([value, times]): [number, number] => [Number(value), times])
    .toSorted(([a], [b]) => a - b);
  const count = values.reduce((total, [, times]) => total + times, 0);
  return {
    count,
    median: count < FEW ? null : middleOf(values, count),
    least: values[0]?.[0] ?? null,
    most: values.at(-1)?.[0] ?? null,
  };
}

/** The middle of sorted values, each with how often it occurred; of an even number the mean of the two. */
function middleOf(values: [number, number][], count: number): number {
  const nth = (place: number) => {
    let passed = 0;
    return values.find(([, times]) => (passed += times) > place)![0];
  };
  return (nth(Math.floor((count - 1) / 2)) + nth(Math.floor(count / 2))) / 2;
}

/** What is said of a period: how many cases each name counts, with their middle and outermost values. */
export type Figures = Partial<Record<FigureName, Summary>>;

/** Returns what is said of counts. */
export function figuresIn(counts: Counts): Figures {
  const summaries = FIGURE_NAMES.map((name) => [name, summaryOf(counts, name)] as const);
  return Object.fromEntries(summaries.filter(([, { count }]) => count > 0));
}

const NOTHING: Summary = { count: 0, median: null, least: null, most: null };

/** Returns what is said of one name. */
export const summaryIn = (figures: Figures, name: FigureName): Summary => figures[name] ?? NOTHING;

/** Returns a part of all, from 0 to 1; null where there are fewer than five. */
export function shareOf(part: number, all: number): number | null {
  return all < FEW ? null : part / all;
}

/** Returns the quarters from that of the first month in which anything was counted to today's, the newest first. */
export function quartersOf(firstMonth: Day | null, today: Day): Day[] {
  const first = quarterOf(firstMonth ?? today);
  const quarters: Day[] = [];
  for (let one = quarterOf(today); one >= first; one = addMonths(one, -3)) quarters.push(one);
  return quarters;
}

/** Whether a period's figures are kept: of all time, of a year and of a quarter. */
export const isKept = ({ from, until }: Period): boolean =>
  from === null ||
  (from === quarterOf(from) && until === addMonths(from, 3)) ||
  (from === yearOf(from) && until === addMonths(from, 12));

/** Returns the periods whose figures are kept and may be others now, where a month or a later one has changed. */
export function periodsFrom(months: Month[], changed: Day): Period[] {
  const firsts = (of: (day: Day) => Day) => [...new Set(months.map(({ month }) => of(month)))];
  const parts = [...firsts(quarterOf).map(quarterFrom), ...firsts(yearOf).map(yearFrom)];
  return [EVER, ...parts.filter(({ until }) => until! > changed)];
}

/** As many quarters as are drawn: two years. */
export const DRAWN = 8;

/** Returns the year that is over in January; null in other months. `today` is the studio's day. */
export function yearToReview(zone: string, now: Date): Day | null {
  const today = dayIn(zone, now);
  return today.slice(5, 7) === "01" ? addMonths(yearOf(today), -12) : null;
}

/** Returns a figure's name as it was typed; null for none of ours. */
export const nameIn = (typed: string): FigureName | null =>
  FIGURE_NAMES.find((name) => name === typed) ?? null;

/** Returns the whole number that an address says; null where it says none, undefined for what is no such number. */
export function placeIn(typed: unknown): number | null | undefined {
  if (typed === undefined) return null;
  return typeof typed === "string" && /^-?\d{1,7}$/.test(typed) ? Number(typed) : undefined;
}
