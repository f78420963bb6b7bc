import {
  addWorkingDays,
  dayIn,
  daysBetween,
  workingDaysBetween,
  type Day,
  type DaysOff,
} from "@/lib/dates";

export type Standing = "met" | "late" | "near" | "ahead";

/** A deadline counts as near from this many working days before the promised date. */
const NEAR_WORKING_DAYS = 3;

/**
 * Returns the state of a promise on a day in the studio's zone: late once its day is over and it is
 * not done.
 */
export function standingOf(
  deadline: { promisedOn: Day; metAt: Date | null },
  today: Day,
  isOff?: DaysOff,
): Standing {
  if (deadline.metAt) return "met";
  if (deadline.promisedOn < today) return "late";
  return deadline.promisedOn <= addWorkingDays(today, NEAR_WORKING_DAYS, isOff) ? "near" : "ahead";
}

/** Returns the next promise: the earliest that is not done, or null when all are. */
export function nextOf<D extends { promisedOn: Day; metAt: Date | null }>(
  deadlines: D[],
): D | null {
  return (
    deadlines
      .filter((deadline) => !deadline.metAt)
      .sort((a, b) => a.promisedOn.localeCompare(b.promisedOn))[0] ?? null
  );
}

/**
 * Returns whether a deadline may still be deleted: within ten minutes, as an email may be undone.
 */
export function mayTakeOut(deadline: { createdAt: Date; metAt: Date | null }, now: Date): boolean {
  return deadline.metAt === null && now.getTime() - deadline.createdAt.getTime() <= 600_000;
}

export type RiskFacts = {
  promisedOn: Day;
  metAt: Date | null;
  holder: "FREELANCER" | "CLIENT";
  /** When the freelancer marked it as at risk. */
  atRiskAt: Date | null;
  /**
   * The last sign of work in the project: a work note, a message from the freelancer, or a promise
   * done.
   */
  lastSignAt: Date | null;
  openChecklistItems: number;
};

/**
 * Returns why a promise is at risk, in words for the freelancer; null when it is not. At risk is
 * what the freelancer marked, and what is due within three working days with no sign of work for
 * three working days, or with open checklist items on its last working day. A client's own task is
 * not the freelancer's risk, and a late promise is simply late.
 */
export function whyAtRisk(
  facts: RiskFacts,
  today: Day,
  zone: string,
  isOff?: DaysOff,
): string | null {
  if (facts.metAt || facts.promisedOn < today) return null;
  if (facts.atRiskAt) return "You marked it as at risk.";
  if (facts.holder === "CLIENT" || standingOf(facts, today, isOff) !== "near") return null;
  const left = workingDaysBetween(today, facts.promisedOn, isOff);
  const quiet = facts.lastSignAt
    ? workingDaysBetween(dayIn(zone, facts.lastSignAt), today, isOff)
    : null;
  const due = dueWords(facts.promisedOn, today, left, isOff);
  if (quiet === null) return `${due}, and nothing has been logged yet.`;
  if (quiet >= NEAR_WORKING_DAYS)
    return `${due}, and nothing has been logged for ${quiet} working days.`;
  if (left <= 1 && facts.openChecklistItems > 0)
    return (
      `${due}, and ${facts.openChecklistItems} checklist ` +
      `${facts.openChecklistItems === 1 ? "item is" : "items are"} still open.`
    );
  return null;
}

/**
 * Returns how many days before the promised date the client was told that it moves; negative when
 * after.
 */
export function toldDaysEarly(promisedOn: Day, toldOn: Day): number {
  return daysBetween(toldOn, promisedOn);
}

type Move = {
  deadlineId: string;
  fromOn: Day;
  toOn: Day;
  reason: string;
  effect: string;
  doing: string;
};

/**
 * Returns several moves of each deadline as one: the first old day, the last new day and the last
 * reason. Moves that end where they began, or earlier, are left out.
 */
export function netMoves(moves: Move[]): Move[] {
  const net = new Map<string, Move>();
  for (const move of moves) {
    const first = net.get(move.deadlineId);
    const said = move.reason ? move : (first ?? move);
    net.set(move.deadlineId, { ...said, fromOn: first?.fromOn ?? move.fromOn, toOn: move.toOn });
  }
  return [...net.values()].filter((move) => move.toOn > move.fromOn);
}

/** `left` is the number of working days after today, up to the promised day. */
function dueWords(promisedOn: Day, today: Day, left: number, isOff?: DaysOff): string {
  if (promisedOn === today) return "It is due today";
  if (left > 0) return `It is due in ${left} working ${left === 1 ? "day" : "days"}`;
  return addWorkingDays(today, 0, isOff) === today
    ? "Today is your last working day before it"
    : "There is no working day left before it";
}
