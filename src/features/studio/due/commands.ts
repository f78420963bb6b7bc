import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import type { StudioTask } from "@/db/enums";
import { oneByOne } from "@/lib/one-by-one";
import { FIRST_ID } from "@/lib/first-id";

/** As many rows are read at once. */
const AT_ONCE = 200;

type Due = { id: string; freelancerId: string; dueAt: Date };

/**
 * Does a task for each studio that is due for it, the longest due first. `work` returns when the studio is next due if
 * nothing happens until then; a change that matters to the task makes it due at once, by a trigger. A studio for which
 * it throws is logged, stays due, and holds up no other. Doing it twice must do no harm: a process that is killed
 * between the work and the next time leaves the studio due.
 */
export async function forEachDue(
  { task, failed }: { task: StudioTask; failed: string },
  now: Date,
  work: (freelancerId: string) => Promise<Date>,
  stopped: () => boolean = () => false,
): Promise<void> {
  let last: Due | undefined;
  do {
    const due = await listDue(task, now, last);
    last = due.length === AT_ONCE ? due.at(-1) : undefined;
    const studios = [...Map.groupBy(due, (one) => one.freelancerId)];
    await oneByOne(
      studios.map(([id, rows]) => ({ id, rows })),
      failed,
      async ({ id, rows }) => {
        if (!stopped()) await replace({ task, now, rows }, id, await work(id));
      },
    );
  } while (last && !stopped());
}

/** Has a task look at a studio with its next run, for a change that no trigger sees. */
export async function makeDue(tx: Tx, { freelancerId }: Scope, task: StudioTask, now: Date) {
  await tx.studioDue.create({ data: { freelancerId, task, dueAt: now } });
}

function listDue(task: StudioTask, now: Date, after: Due | undefined): Promise<Due[]> {
  return db().$queryRaw<Due[]>`
    SELECT "id", "freelancerId", "dueAt" FROM "StudioDue"
    WHERE "task" = ${task}::"StudioTask" AND "dueAt" <= ${now}
      AND ("dueAt", "id") > (${after?.dueAt ?? new Date(-1)}, ${after?.id ?? FIRST_ID}::uuid)
    ORDER BY "dueAt", "id" LIMIT ${AT_ONCE}`;
}

/** In the place of the rows that were due and of an earlier next time: what was added meanwhile stays due. */
async function replace(
  { task, now, rows }: { task: StudioTask; now: Date; rows: Due[] },
  freelancerId: string,
  dueAt: Date,
): Promise<void> {
  await db().$executeRaw`
    WITH done AS (DELETE FROM "StudioDue" WHERE "freelancerId" = ${freelancerId}::uuid AND "task" = ${task}::"StudioTask"
      AND ("dueAt" > ${now} OR "id" = ANY(${rows.map(({ id }) => id)}::uuid[])))
    INSERT INTO "StudioDue" ("freelancerId", "task", "dueAt")
    SELECT ${freelancerId}::uuid, ${task}::"StudioTask", ${dueAt}
    WHERE EXISTS (SELECT 1 FROM "Studio" s WHERE s."freelancerId" = ${freelancerId}::uuid)`;
}
