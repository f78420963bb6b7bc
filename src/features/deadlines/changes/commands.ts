import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lockDeadline } from "@/features/deadlines/commands";
import { hasEditedNotice, regatherNotice } from "@/features/deadlines/notice/commands";
import { byContact, byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { fromDateColumn, toDateColumn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";

export type Changed = {
  deadlineId: string;
  title: string;
  targetOn?: string;
  holder: "FREELANCER" | "CLIENT";
};

const labels = {
  title: "deadlines.form.title",
  targetOn: "deadlines.form.target",
  holder: "deadlines.form.holder",
} as const;

/**
 * Another title, holder or private day for a promise, on every open page at once. Its promised day moves by a notice
 * alone. An email about it that waits has the new title; what was sent stays as it was. In the caller's transaction.
 * Returns its project and what of it has changed.
 */
export async function changeDeadline(
  tx: Tx,
  scope: Scope,
  { deadlineId, title, targetOn, holder }: Changed,
  seen: Seen,
  now: Date,
): Promise<{ projectId: string; changes: { title?: string; holder?: Changed["holder"] } }> {
  await lockDeadline(tx, scope, deadlineId);
  const where = { id: deadlineId, freelancerId: scope.freelancerId };
  const { projectId, promisedOn, ...row } = await tx.deadline.findUniqueOrThrow({
    where,
    select: { projectId: true, promisedOn: true, title: true, targetOn: true, holder: true },
  });
  if (targetOn && targetOn > fromDateColumn(promisedOn))
    throw new Refusal("invalid", say("deadlines.form.targetAfter"), "targetOn");
  const before = { ...row, targetOn: row.targetOn ? fromDateColumn(row.targetOn) : "" };
  const { targetOn: target, ...changes } = changesIn(
    { title, targetOn: targetOn ?? "", holder },
    before,
    seen,
    labels,
  );
  const private_ = target === undefined ? {} : { targetOn: target ? toDateColumn(target) : null };
  const isShown = Object.keys(changes).length > 0;
  const data = { ...changes, ...private_, ...(isShown ? { sequence: { increment: 1 } } : {}) };
  await tx.deadline.update({ where, data });
  if (isShown) await regatherNotice(tx, scope, { projectId, newestId: deadlineId }, now);
  const about = { projectId, subjectId: deadlineId, data: { title } };
  await record(tx, { ...byFreelancer(scope), kind: "deadline.changed", at: now, ...about });
  return { projectId, changes };
}

/**
 * A promise of an open project is not kept any more: it stays on the page as dropped, and emails about it that wait say
 * nothing of it. In the caller's transaction. Returns its project, and whether an email waits that the freelancer has
 * edited, which may still name it; null when it was dropped already.
 */
export async function dropDeadline(
  tx: Tx,
  scope: Scope,
  deadlineId: string,
  now: Date,
): Promise<{ projectId: string; hasEdited: boolean } | null> {
  const { projectId, title, metAt, droppedAt } = await lockDeadline(tx, scope, deadlineId);
  if (droppedAt) return null;
  if (metAt) throw new Refusal("not-allowed", say("deadlines.refused.doneNotDropped"));
  await tx.deadline.update({
    where: { id: deadlineId },
    data: { droppedAt: now, atRiskAt: null, sequence: { increment: 1 } },
  });
  await regatherNotice(tx, scope, { projectId, newestId: deadlineId }, now);
  const about = { projectId, subjectId: deadlineId, data: { title } };
  await record(tx, { ...byFreelancer(scope), kind: "deadline.dropped", at: now, ...about });
  return { projectId, hasEdited: await hasEditedNotice(tx, projectId) };
}

/** A promise that was dropped is open again, for the day it had. What was written about it stays. */
export async function restoreDeadline(scope: Scope, deadlineId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { projectId, title } = await lockDeadline(tx, scope, deadlineId);
    const { count } = await tx.deadline.updateMany({
      where: {
        id: deadlineId,
        freelancerId: scope.freelancerId,
        droppedAt: { not: null },
        project: { completedAt: null },
      },
      data: { droppedAt: null, sequence: { increment: 1 } },
    });
    if (count === 0) return;
    const about = { projectId, subjectId: deadlineId, data: { title } };
    await record(tx, { ...byFreelancer(scope), kind: "deadline.unmet", at: now, ...about });
  });
}

/**
 * A contact says that what was due from them is done, in the transaction that holds the thread of its project. Returns
 * its title; null when it was done or dropped already. Another client's is not found, nor is the freelancer's.
 */
export async function meetOwn(
  tx: Tx,
  scope: ContactScope,
  { projectId, deadlineId }: { projectId: string; deadlineId: string },
  now: Date,
): Promise<string | null> {
  const { freelancerId, clientId } = scope;
  const about = { projectId, project: { clientId } };
  const own = { id: deadlineId, freelancerId, holder: "CLIENT" as const, ...about };
  const found = await tx.deadline.findUnique({ where: own, select: { title: true } });
  if (!found) throw notFound("deadline");
  const open = { metAt: null, droppedAt: null, project: { clientId, completedAt: null } };
  const { count } = await tx.deadline.updateMany({
    where: { ...own, ...open },
    data: { metAt: now, sequence: { increment: 1 } },
  });
  if (count === 0) return null;
  const { title } = found;
  const fact = { projectId, subjectId: deadlineId, data: { title } };
  await record(tx, { ...byContact(scope), kind: "deadline.met", at: now, ...fact });
  return title;
}
