import { freelancerScope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { saveMonths, takeChanges } from "@/features/figures/commands";
import { RULES } from "@/features/quality/kinds";
import { countMonths, listCounted } from "@/features/quality/queries";
import {
  countsIn,
  EVER,
  figuresIn,
  FIRST,
  LAST,
  monthOf,
  periodsFrom,
} from "@/features/quality/rules";
import { log, plainError } from "@/lib/log";

/**
 * Counts for every studio the months in which something has changed, so that its page finds them counted. Returns how
 * many studios there were. One that fails is tried again with the next run.
 */
export async function settleFigures(now: Date, stopped: () => boolean): Promise<number> {
  let settled = 0;
  for (const freelancerId of await listChanged()) {
    if (stopped()) break;
    try {
      await settleOne(freelancerId, now);
      settled += 1;
    } catch (error) {
      log().error(
        { studio: freelancerId, ...plainError(error) },
        "a studio's figures could not be counted; the next run tries again",
      );
    }
  }
  return settled;
}

/** The studios of which something has changed, a new one among them, or which were counted by other rules. */
async function listChanged(): Promise<string[]> {
  const rows = await db().$queryRaw<{ freelancerId: string }[]>`
    SELECT "freelancerId" FROM "FigureChange"
    UNION SELECT "freelancerId" FROM "FigureState" WHERE "rules" < ${RULES}
    UNION SELECT "freelancerId" FROM "FigureState" WHERE "rules" > ${RULES}`;
  return rows.map(({ freelancerId }) => freelancerId);
}

async function settleOne(freelancerId: string, now: Date): Promise<void> {
  const scope = freelancerScope(freelancerId);
  await inTransaction(async (tx) => {
    const changed = await takeChanges(tx, scope, RULES, FIRST, now);
    if (changed === null) return;
    const studio = await tx.studio.findUniqueOrThrow({ where: { freelancerId } });
    const from = monthOf(changed);
    const months = await countMonths(scope, studio, from, tx);
    const earlier = await listCounted(scope, from, tx);
    const all = [...earlier, ...months];
    const periods = periodsFrom(all, from).map((one) => ({
      from: one.from ?? FIRST,
      until: one.until ?? LAST,
      figures: figuresIn(countsIn(all, one)),
    }));
    const counted = { months, all: countsIn(all, EVER), periods };
    await saveMonths(tx, scope, from, counted, RULES, now);
  });
}
