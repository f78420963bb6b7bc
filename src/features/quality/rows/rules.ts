import { addMonths, type Day } from "@/lib/dates";

/**
 * Returns which months hold the rows from `skip` on, newest first, as one span, and how many of its rows come before
 * them: so that a page of a long list reads no more than it has to. Null where there are no such rows.
 */
export function spanOf(
  months: { month: Day; count: number }[],
  skip: number,
  most: number,
): { from: Day; until: Day; skip: number } | null {
  let before = 0;
  let until: Day | null = null;
  let left = skip;
  for (const { month, count } of months.toSorted((a, b) => b.month.localeCompare(a.month))) {
    if (count === 0) continue;
    before += count;
    if (before <= skip) continue;
    if (until === null) {
      until = addMonths(month, 1);
      left = skip - (before - count);
    }
    if (before >= skip + most) return { from: month, until, skip: left };
  }
  const first = months
    .filter(({ count }) => count > 0)
    .map(({ month }) => month)
    .toSorted()[0];
  return until && first ? { from: first, until, skip: left } : null;
}
