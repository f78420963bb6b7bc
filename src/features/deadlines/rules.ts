import type { Say } from "@/language/say";
import {
  addDays,
  addWorkingDays,
  dayIn,
  daysBetween,
  instantAt,
  workingDaysBetween,
  type Day,
  type DaysOff,
} from "@/lib/dates";

export type Standing = "met" | "dropped" | "late" | "near" | "ahead";

/** A deadline counts as near from this many working days before the promised date. */
const NEAR_WORKING_DAYS = 3;
/** With every day off for longer than this, nobody expects any work. */
const LONGEST_QUIET_DAYS = 400;

/**
 * Returns the state of a promise on a day in the studio's zone: late once its day is over and it is
 * not done.
 */
export function standingOf(
  deadline: { promisedOn: Day; metAt: Date | null; droppedAt?: Date | null },
  today: Day,
  isOff?: DaysOff,
): Standing {
  if (deadline.metAt) return "met";
  if (deadline.droppedAt) return "dropped";
  if (deadline.promisedOn < today) return "late";
  return deadline.promisedOn <= addWorkingDays(today, NEAR_WORKING_DAYS, isOff) ? "near" : "ahead";
}

/** Returns the next promise: the earliest that is neither done nor dropped, or null when all are. */
export function nextOf<D extends { promisedOn: Day; metAt: Date | null; droppedAt?: Date | null }>(
  deadlines: D[],
): D | null {
  return (
    deadlines
      .filter((deadline) => !deadline.metAt && !deadline.droppedAt)
      .sort((a, b) => a.promisedOn.localeCompare(b.promisedOn))[0] ?? null
  );
}

/**
 * Returns whether a deadline may still be deleted: within ten minutes, as an email may be undone.
 */
export function mayTakeOut(
  deadline: { createdAt: Date; metAt: Date | null; droppedAt: Date | null },
  now: Date,
): boolean {
  const isOpen = deadline.metAt === null && deadline.droppedAt === null;
  return isOpen && now.getTime() - deadline.createdAt.getTime() <= 600_000;
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

type Due = "today" | "left" | "last" | "none";

/** Why a promise is at risk, and how near its day is. */
export type RiskReason =
  | { about: "marked" }
  | {
      about: "nothing" | "quiet" | "checklist";
      /** The silent working days, or the open items. */
      count: number;
      due: Due;
      /** Working days up to the promised day. */
      left: number;
    };

/**
 * Returns why a promise is at risk; null when it is not. At risk is
 * what the freelancer marked, and what is due within three working days with no sign of work for
 * three working days, or with open checklist items on its last working day. A client's own task is
 * not the freelancer's risk, and a late promise is simply late.
 */
export function whyAtRisk(
  facts: RiskFacts,
  today: Day,
  zone: string,
  isOff?: DaysOff,
): RiskReason | null {
  if (facts.metAt || facts.promisedOn < today) return null;
  if (facts.atRiskAt) return { about: "marked" };
  if (facts.holder === "CLIENT" || standingOf(facts, today, isOff) !== "near") return null;
  const left = workingDaysBetween(today, facts.promisedOn, isOff);
  const quiet = facts.lastSignAt
    ? workingDaysBetween(dayIn(zone, facts.lastSignAt), today, isOff)
    : null;
  const due = { due: howDue(facts.promisedOn, today, left, isOff), left };
  if (quiet === null) return { about: "nothing", count: 0, ...due };
  if (quiet >= NEAR_WORKING_DAYS) return { about: "quiet", count: quiet, ...due };
  if (left <= 1 && facts.openChecklistItems > 0)
    return { about: "checklist", count: facts.openChecklistItems, ...due };
  return null;
}

/** The bounds that `whyAtRisk` has on a day, so that a database can ask the same of many promises at once. */
export type RiskLimits = {
  today: Day;
  /** The last day that is near. */ nearUntil: Day;
  /** The last day with at most one working day left. */ lastUntil: Day;
  /** Work that was last logged before this is too long ago. */ quietBefore: Date;
};

/** Returns these bounds for a day in a zone. */
export function riskLimits(today: Day, zone: string, isOff?: DaysOff): RiskLimits {
  let quiet = today;
  for (let searched = 0; searched < LONGEST_QUIET_DAYS; searched += 1) {
    if (workingDaysBetween(quiet, today, isOff) >= NEAR_WORKING_DAYS) break;
    quiet = addDays(quiet, -1);
  }
  return {
    today,
    nearUntil: addWorkingDays(today, NEAR_WORKING_DAYS, isOff),
    lastUntil: addDays(addWorkingDays(today, 2, isOff), -1),
    quietBefore: instantAt(addDays(quiet, 1), "00:00", zone),
  };
}

/** Returns why a promise is at risk, as a sentence for the freelancer. */
export function riskWords(t: Say, reason: RiskReason): string {
  if (reason.about === "marked") return t("deadlines.risk.marked");
  const { about, count, due, left } = reason;
  return t(`deadlines.risk.${about}`, { count, due: t(`deadlines.due.${due}`, { count: left }) });
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
function howDue(promisedOn: Day, today: Day, left: number, isOff?: DaysOff): Due {
  if (promisedOn === today) return "today";
  if (left > 0) return "left";
  return addWorkingDays(today, 0, isOff) === today ? "last" : "none";
}
