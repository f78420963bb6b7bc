import type { LedgerKind } from "@/db/enums";
import type { StudioLocale } from "@/language/studio";
import { moneySums, type Amount } from "@/lib/money";

export type Totals = {
  counts: { kind: LedgerKind; count: number }[];
  costs: (Amount & { hours: number })[];
  /** The goodwill that was given with them. */
  goodwill: Amount[];
  goodwillHours: number;
};

/** Returns what went wrong in all, as sentences: counts and sums, and never a percentage. */
export function totalsInWords(
  { t, list, tag, hoursName }: StudioLocale,
  { counts, costs, goodwill, goodwillHours }: Totals,
): string[] {
  const all = counts.reduce((total, { count }) => total + count, 0);
  if (all === 0) return [];
  const parts = counts.map(({ kind, count }) => t(`ledger.counted.${kind}`, { count }));
  const hours = costs.reduce((total, one) => total + one.hours, 0);
  const cost = [...moneySums(costs, tag), ...(hours > 0 ? [hoursName(hours)] : [])];
  const given = [
    ...moneySums(goodwill, tag),
    ...(goodwillHours > 0 ? [hoursName(goodwillHours)] : []),
  ];
  return [
    t("ledger.totals.all", { count: all, list: list(parts) }),
    ...(cost.length > 0 ? [t("ledger.totals.cost", { list: list(cost) })] : []),
    ...(given.length > 0 ? [t("ledger.totals.goodwill", { list: list(given) })] : []),
  ];
}

/** "€50.00 and 2 hours": what one entry cost; empty where nothing is noted. */
export function costInWords(
  { list, tag, hoursName }: StudioLocale,
  cost: Amount & { hours: number | null },
): string {
  return list([...moneySums([cost], tag), ...(cost.hours ? [hoursName(cost.hours)] : [])]);
}
