import type { SignOffOutcome } from "@/db/enums";
import { closingOn, daysOffOf, type OffFacts } from "@/features/studio/rules";
import { addDays, addWorkingDays, dayIn, instantAt } from "@/lib/dates";

type WaitingStudio = { zone: string; hours: unknown; signOffWorkingDays: number } & OffFacts;

/**
 * Returns when a completion goes on without an answer: when the studio closes on the day that many working days
 * after today, or when that day is over where it has no hours on it. Null where it doesn't wait at all.
 */
export function goesOnAt(studio: WaitingStudio, now: Date): Date | null {
  const { zone, signOffWorkingDays } = studio;
  if (signOffWorkingDays === 0) return null;
  const day = addWorkingDays(dayIn(zone, now), signOffWorkingDays, daysOffOf(studio));
  return closingOn(studio, day) ?? instantAt(addDays(day, 1), "00:00", zone);
}

export type Round = {
  deadlineId: string;
  round: number;
  outcome: SignOffOutcome | null;
};

/**
 * Returns each deadline's latest round with the earlier ones below it, the latest of those first. Open ones come
 * first; else they are in the order in which they were given.
 */
export function byDeadline<R extends Round>(rounds: R[]): { latest: R; earlier: R[] }[] {
  const found = new Map<string, R[]>();
  for (const one of rounds.toSorted((a, b) => b.round - a.round))
    found.set(one.deadlineId, [...(found.get(one.deadlineId) ?? []), one]);
  const inOrder = [...new Set(rounds.map((one) => one.deadlineId))].flatMap((id) => {
    const [latest, ...earlier] = found.get(id) ?? [];
    return latest ? [{ latest, earlier }] : [];
  });
  const isOpen = ({ latest }: { latest: R }) => latest.outcome === null;
  return [...inOrder.filter(isOpen), ...inOrder.filter((one) => !isOpen(one))];
}

type PutFacts = {
  /** Of the project. */
  completedAt: Date | null;
  completesAt: Date | null;
  /** Of the promise. */
  holder: "FREELANCER" | "CLIENT";
  droppedAt: Date | null;
  /** Of its latest round; undefined where there is none. */
  outcome: SignOffOutcome | null | undefined;
};

/** Returns why a promise can't be put before the client now; null when it can. */
export function whyNotPut(
  facts: PutFacts,
): "completed" | "completing" | "theirs" | "dropped" | "open" | "accepted" | null {
  if (facts.completedAt) return "completed";
  if (facts.completesAt) return "completing";
  if (facts.holder === "CLIENT") return "theirs";
  if (facts.droppedAt) return "dropped";
  if (facts.outcome === null) return "open";
  return facts.outcome === "ACCEPTED" ? "accepted" : null;
}
