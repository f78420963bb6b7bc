import { randomUUID } from "node:crypto";
import type { Scope, SubcontractorScope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { byFreelancer, bySubcontractor, record } from "@/features/history/commands";
import {
  lockAssignment,
  type LockedAssignment,
} from "@/features/subcontractors/assignments/locked";
import { emailBatch, forgetBatch } from "@/features/subcontractors/batches/commands";
import { waitingSince } from "@/features/subcontractors/rules";
import { notFound } from "@/lib/errors";

type Written = { text: string; formKey: string; seenId?: string };

/**
 * The freelancer writes to the subcontractor: it is on their page at once, and one email follows for all of the
 * batching time. The same form sent twice is one message.
 */
export async function writeToSubcontractor(
  scope: Scope,
  { assignmentId, ...written }: { assignmentId: string } & Written,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const assignment = await lockAssignment(tx, scope, assignmentId);
    if (written.seenId) await markRead(tx, assignment, true, written.seenId, now);
    if (!(await addLine(tx, assignment, false, written, now))) return;
    const { projectId, subcontractorId } = assignment;
    const about = { ...byFreelancer(scope), at: now, projectId, subcontractorId };
    await record(tx, { ...about, kind: "assignmentMessage.posted", subjectId: assignmentId });
    await keepWait(tx, assignment);
    const { freelancerId } = scope;
    const unread = { freelancerId, assignmentId, isTheirs: true, seenAt: null };
    if ((await tx.assignmentMessage.count({ where: unread })) === 0)
      await forgetBatch(tx, assignment, now);
    await emailBatch(tx, assignment, "to them", now);
  });
}

/** The same from their side: it waits for an answer, and the freelancer gets one email for all of the batching time. */
export async function writeFromSubcontractor(
  scope: SubcontractorScope,
  { assignmentId, ...written }: { assignmentId: string } & Written,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const assignment = await lockAssignment(tx, scope, assignmentId);
    if (written.seenId) await markRead(tx, assignment, false, written.seenId, now);
    if (!(await addLine(tx, assignment, true, written, now))) return;
    const { projectId } = assignment;
    const about = { ...bySubcontractor(scope), at: now, projectId };
    await record(tx, { ...about, kind: "assignmentMessage.posted", subjectId: assignmentId });
    await keepWait(tx, assignment);
    await emailBatch(tx, assignment, "from them", now);
  });
}

/** The subcontractor says that they have read what the freelancer wrote, up to a line. */
export async function acknowledgeLine(
  scope: SubcontractorScope,
  { assignmentId, seenId }: { assignmentId: string; seenId: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const assignment = await lockAssignment(tx, scope, assignmentId);
    if (!(await markRead(tx, assignment, false, seenId, now))) return;
    const { projectId } = assignment;
    await record(tx, {
      ...bySubcontractor(scope),
      at: now,
      projectId,
      kind: "assignmentMessage.seen",
      subjectId: assignmentId,
    });
  });
}

/** A line of theirs needs no reply: it waits no longer, and they see that it was read. */
export async function settleDeskLine(
  scope: Scope,
  { assignmentId, messageId }: { assignmentId: string; messageId: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const assignment = await lockAssignment(tx, scope, assignmentId);
    const { freelancerId, projectId, subcontractorId } = assignment;
    const { count } = await tx.assignmentMessage.updateMany({
      where: { id: messageId, freelancerId, assignmentId, isTheirs: true },
      data: { noReplyAt: now },
    });
    if (count === 0) throw notFound("message");
    await markRead(tx, assignment, true, messageId, now);
    await keepWait(tx, assignment);
    const about = { ...byFreelancer(scope), at: now, projectId, subcontractorId };
    await record(tx, { ...about, kind: "assignmentMessage.settled", subjectId: assignmentId });
  });
}

/**
 * Adds a line, later than every other. False when its form has been taken already. Another text under a form's old
 * key is a line of its own.
 */
async function addLine(
  tx: Tx,
  { id: assignmentId, freelancerId }: LockedAssignment,
  isTheirs: boolean,
  { text, formKey }: Written,
  now: Date,
): Promise<boolean> {
  const thread = { freelancerId, assignmentId };
  const taken = await tx.assignmentMessage.findUnique({
    where: { formKey },
    select: { freelancerId: true, assignmentId: true, isTheirs: true, text: true },
  });
  const isSame =
    taken?.freelancerId === freelancerId &&
    taken.assignmentId === assignmentId &&
    taken.isTheirs === isTheirs &&
    taken.text === text;
  if (isSame) return false;
  const last = await tx.assignmentMessage.findFirst({
    where: thread,
    orderBy: { writtenAt: "desc" },
    select: { writtenAt: true },
  });
  const writtenAt = last && last.writtenAt >= now ? new Date(last.writtenAt.getTime() + 1) : now;
  await tx.assignmentMessage.create({
    data: { ...thread, isTheirs, text, formKey: taken ? randomUUID() : formKey, writtenAt },
    select: { id: true },
  });
  return true;
}

/** Notes that one side has read what the other wrote, up to a line it was shown. Whether anything was new. */
async function markRead(
  tx: Tx,
  { id: assignmentId, freelancerId }: LockedAssignment,
  isTheirs: boolean,
  upToId: string,
  now: Date,
): Promise<boolean> {
  const thread = { freelancerId, assignmentId };
  const last = await tx.assignmentMessage.findUnique({
    where: { ...thread, id: upToId },
    select: { writtenAt: true },
  });
  if (!last) return false;
  const { count } = await tx.assignmentMessage.updateMany({
    where: { ...thread, isTheirs, seenAt: null, writtenAt: { lte: last.writtenAt } },
    data: { seenAt: now },
  });
  return count > 0;
}

/** As many lines as are looked at: the first question among them counts. */
const LOOKED_AT = 200;

/** Keeps since when they wait for a reply, in the transaction that holds the assignment. */
async function keepWait(tx: Tx, { id, freelancerId }: LockedAssignment): Promise<void> {
  const thread = { freelancerId, assignmentId: id };
  const last = await tx.assignmentMessage.findFirst({
    where: { ...thread, isTheirs: false },
    orderBy: { writtenAt: "desc" },
    select: { writtenAt: true },
  });
  const lines = await tx.assignmentMessage.findMany({
    where: { ...thread, ...(last ? { writtenAt: { gt: last.writtenAt } } : {}) },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: LOOKED_AT,
    select: { isTheirs: true, text: true, writtenAt: true, noReplyAt: true },
  });
  await tx.assignment.update({
    where: { id, freelancerId },
    data: { waitingSince: waitingSince(lines) },
  });
}
