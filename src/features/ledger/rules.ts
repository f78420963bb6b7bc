import type { LedgerKind } from "@/db/enums";
import { hoursName, moneySums, type Amount } from "@/lib/money";

export const kindWords: Record<LedgerKind, { one: string; many: string }> = {
  COMPLAINT: { one: "complaint", many: "complaints" },
  MISSED_DATE: { one: "missed date", many: "missed dates" },
  FAILURE: { one: "failure that hit several clients", many: "failures that hit several clients" },
  CORRECTION: { one: "correction", many: "corrections" },
  WRONG_DELIVERY: { one: "wrong delivery", many: "wrong deliveries" },
  OTHER: { one: "other thing", many: "other things" },
};

/** A kind as a word of its own: "Wrong delivery". */
export function kindName(kind: LedgerKind): string {
  if (kind === "FAILURE") return "Failure for several clients";
  const { one } = kindWords[kind];
  return kind === "OTHER" ? "Other" : one.charAt(0).toUpperCase() + one.slice(1);
}

export type Totals = {
  counts: { kind: LedgerKind; count: number }[];
  costs: (Amount & { hours: number })[];
  /** The goodwill that was given with them. */
  goodwill: Amount[];
  goodwillHours: number;
};

/** Returns what went wrong in all, as sentences: counts and sums, and never a percentage. */
export function totalsInWords({ counts, costs, goodwill, goodwillHours }: Totals): string[] {
  const all = counts.reduce((total, { count }) => total + count, 0);
  if (all === 0) return [];
  const parts = counts.map(({ kind, count }) => {
    const { one, many } = kindWords[kind];
    return `${count} ${count === 1 ? one : many}`;
  });
  const hours = costs.reduce((total, one) => total + one.hours, 0);
  const cost = [...moneySums(costs), ...(hours > 0 ? [hoursName(hours)] : [])];
  const given = [...moneySums(goodwill), ...(goodwillHours > 0 ? [hoursName(goodwillHours)] : [])];
  return [
    `${all === 1 ? "1 thing" : `${all} things`} went wrong: ${inWords(parts)}.`,
    ...(cost.length > 0 ? [`What you noted as cost: ${inWords(cost)}.`] : []),
    ...(given.length > 0 ? [`Goodwill given: ${inWords(given)}.`] : []),
  ];
}

function inWords(parts: string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** "€50.00 and 2 hours": what one entry cost; empty where nothing is noted. */
export function costInWords(cost: Amount & { hours: number | null }): string {
  return inWords([...moneySums([cost]), ...(cost.hours ? [hoursName(cost.hours)] : [])]);
}
