import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import { toDateColumn, type Day } from "@/lib/dates";

type Counted = { month: Day; counts: object };
type Kept = { from: Day; until: Day; figures: object };

/**
 * Takes what has been noted as changed, so that it is noted no more, and holds the studio's figures until the
 * transaction ends. What others note from now on is left for the next time. Returns the first day that changed: null
 * for none, and `first` where the months were never counted, or by other rules.
 */
export async function takeChanges(
  tx: Tx,
  { freelancerId }: Scope,
  rules: number,
  first: Day,
  now: Date,
): Promise<Day | null> {
  await tx.figureState.createMany({
    data: [{ freelancerId, countedAt: now, rules: 0 }],
    skipDuplicates: true,
  });
  const [state] = await tx.$queryRaw<{ rules: number }[]>`
    SELECT "rules" FROM "FigureState" WHERE "freelancerId" = ${freelancerId}::uuid FOR UPDATE`;
  const changes = await tx.$queryRaw<{ fromOn: Day }[]>`
    DELETE FROM "FigureChange" WHERE "freelancerId" = ${freelancerId}::uuid RETURNING "fromOn"::text`;
  if (state?.rules !== rules) return first;
  return changes.map(({ fromOn }) => fromOn).toSorted()[0] ?? null;
}

/**
 * Puts months in the place of all from one on, what all of them have together, and the figures of the periods that they
 * are in. In the transaction that took the changes.
 */
export async function saveMonths(
  tx: Tx,
  { freelancerId }: Scope,
  from: Day,
  { months, all, periods }: { months: Counted[]; all: object; periods: Kept[] },
  rules: number,
  now: Date,
): Promise<void> {
  await tx.figureMonth.deleteMany({ where: { freelancerId, month: { gte: toDateColumn(from) } } });
  await tx.figureMonth.createMany({
    data: months.map(({ month, counts }) => ({
      freelancerId,
      month: toDateColumn(month),
      counts,
    })),
  });
  await tx.figurePeriod.deleteMany({
    where: { freelancerId, until: { gt: toDateColumn(from) } },
  });
  await tx.figurePeriod.createMany({
    data: periods.map((one) => ({
      freelancerId,
      from: toDateColumn(one.from),
      until: toDateColumn(one.until),
      figures: one.figures,
    })),
  });
  await tx.figureState.update({
    where: { freelancerId },
    data: { rules, countedAt: now, counts: all },
  });
}
