import type { Holder } from "@/db/enums";
import {
  addDays,
  daysBetween,
  weekday,
  workingDaysBetween,
  type Day,
  type DaysOff,
} from "@/lib/dates";

const WEEKS = 8;

/** Whole weeks, from a Monday to before one. */
export type Span = { from: Day; until: Day };

const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));

/** Returns the weeks that are drawn: from the week of a day, and not from before this one. */
export function spanOf(today: Day, asked: Day = today): Span {
  const from = mondayOf(asked > today ? asked : today);
  return { from, until: addDays(from, WEEKS * 7) };
}

/** Returns where the weeks before and after begin; the ones before only down to this week. */
export function turnsOf({ from, until }: Span, today: Day): { before: Day | null; after: Day } {
  const first = mondayOf(today);
  const before = addDays(from, -WEEKS * 7);
  return { before: from > first ? (before > first ? before : first) : null, after: until };
}

/** A day that something is promised for, or that the freelancer aims at. */
export type Mark = {
  deadlineId: string;
  projectId: string;
  kind: "promised" | "target";
  on: Day;
  title: string;
  holder: Holder;
  isLate: boolean;
  isAtRisk: boolean;
};

export type TimelineProject = { id: string; title: string; client: string; marks: Mark[] };

/** Some days close together with several promised dates of the freelancer's own. */
export type Collision = { from: Day; until: Day; count: number };

/**
 * Returns where promised dates collide: several on one day, or on working days that follow each other. `counts` are
 * how many there are on a day, in order.
 */
export function collisionsOf(counts: { on: Day; count: number }[], isOff: DaysOff): Collision[] {
  const runs: Collision[] = [];
  for (const { on, count } of counts) {
    const last = runs.at(-1);
    if (last && workingDaysBetween(last.until, on, isOff) <= 1) {
      last.until = on;
      last.count += count;
    } else runs.push({ from: on, until: on, count });
  }
  return runs.filter((run) => run.count > 1);
}

// In the drawing's own units, about a pixel each on a wide screen.
export const LABEL = 196;
const PAST = 34;
const DAY = 11;
export const HEAD = 46;
const ROW = 38;
const LANE = 15;

export const WIDTH = LABEL + PAST + WEEKS * 7 * DAY;

/** Returns where a day begins from the left, and with `half` its middle; days before the weeks share one column. */
export function xOf({ from }: Span, on: Day, half = 0): number {
  const days = daysBetween(from, on);
  return days < 0 ? LABEL + PAST / 2 : LABEL + PAST + (days + half) * DAY;
}

export type Placed = { mark: Mark; x: number; y: number };
export type PlacedRow = { project: TimelineProject; y: number; height: number; marks: Placed[] };

/** Returns each project's row from the top, and within it its marks: those of one day one under the other. */
export function layOut(
  projects: TimelineProject[],
  span: Span,
): { rows: PlacedRow[]; height: number } {
  let y = HEAD;
  const rows = projects.map((project) => {
    const lanes = new Map<number, number>();
    const placed = project.marks.map((mark) => {
      const x = xOf(span, mark.on, 0.5);
      const lane = lanes.get(x) ?? 0;
      lanes.set(x, lane + 1);
      return { mark, x, lane };
    });
    const height = ROW + LANE * (Math.max(1, ...lanes.values()) - 1);
    const row = {
      project,
      y,
      height,
      marks: placed.map(({ mark, x, lane }) => ({ mark, x, y: y + ROW / 2 + lane * LANE })),
    };
    y += height;
    return row;
  });
  return { rows, height: y };
}

/** Returns which days of the weeks are off, as runs from a day to before one. */
export function offRuns({ from, until }: Span, isOff: DaysOff): Span[] {
  const runs: Span[] = [];
  for (let day = from; day < until; day = addDays(day, 1)) {
    if (!isOff(day)) continue;
    const last = runs.at(-1);
    if (last?.until === day) last.until = addDays(day, 1);
    else runs.push({ from: day, until: addDays(day, 1) });
  }
  return runs;
}

/** Returns the Mondays of the weeks. */
export function mondaysOf({ from, until }: Span): Day[] {
  return Array.from({ length: daysBetween(from, until) / 7 }, (_, week) => addDays(from, week * 7));
}
