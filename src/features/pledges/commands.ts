import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";

type Thread = { freelancerId: string; clientId: string; projectId: string | null };
type Made = { contactId: string; messageId: string; what: string; dueAt: Date };

/** A pledge that a message has said, in the transaction that holds its thread. */
export async function addPledge(tx: Tx, thread: Thread, made: Made, now: Date): Promise<void> {
  const { freelancerId, clientId, projectId } = thread;
  const { id } = await tx.pledge.create({
    data: { freelancerId, clientId, projectId, ...made, pledgedAt: now },
    select: { id: true },
  });
  const { contactId, what } = made;
  const about = { ...aboutThread(thread), contactId, subjectId: id };
  await record(tx, { ...about, kind: "pledge.made", at: now, data: { what } });
}

/**
 * A message that is being written will keep a pledge of its thread; it does once it is on the client's page. In the
 * transaction that holds the thread.
 */
export async function keepWith(
  tx: Tx,
  { freelancerId, clientId, projectId }: Thread,
  pledgeId: string,
  messageId: string,
): Promise<void> {
  const { count } = await tx.pledge.updateMany({
    where: { id: pledgeId, freelancerId, clientId, projectId },
    data: { keptById: messageId },
  });
  if (count === 0) throw notFound("promise");
}

/** A message is on the client's page: the pledges that it keeps are kept. */
export async function keepBy(tx: Tx, thread: Thread, messageId: string, at: Date): Promise<void> {
  const where = { freelancerId: thread.freelancerId, keptById: messageId, keptAt: null };
  for (const pledge of await tx.pledge.findMany({ where, select: { id: true, what: true } }))
    await markKept(tx, thread, pledge, at);
}

/** A held message that was to keep a pledge is gone: it keeps none. */
export async function forgetKeeping(tx: Tx, thread: Thread, messageId: string): Promise<void> {
  await tx.pledge.updateMany({
    where: { freelancerId: thread.freelancerId, keptById: messageId, keptAt: null },
    data: { keptById: null },
  });
}

/** The client has heard by some other way: the pledge is kept. */
export async function keepPledge(scope: Scope, pledgeId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const pledge = await lockPledge(tx, scope, pledgeId);
    if (!pledge.keptAt) await markKept(tx, pledge, pledge, now);
  });
}

/** A pledge is owed again: it was marked as kept by mistake. */
export async function reopenPledge(scope: Scope, pledgeId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, what, ...pledge } = await lockPledge(tx, scope, pledgeId);
    await tx.pledge.update({ where: { id }, data: { keptAt: null, keptById: null } });
    const about = { ...aboutThread(pledge), subjectId: id };
    await record(tx, { ...about, kind: "pledge.reopened", at: now, data: { what } });
  });
}

/** Another time for a pledge, in the transaction that holds its thread and tells the client why. */
export async function movePledgeTo(
  tx: Tx,
  pledge: LockedPledge,
  { toAt, reason }: { toAt: Date; reason: string },
  now: Date,
): Promise<void> {
  const { id, freelancerId, dueAt: fromAt, what } = pledge;
  await tx.pledge.update({ where: { id }, data: { dueAt: toAt } });
  await tx.pledgeMove.create({
    data: { freelancerId, pledgeId: id, fromAt, toAt, reason, movedAt: now },
    select: { id: true },
  });
  const about = { ...aboutThread(pledge), subjectId: id };
  await record(tx, { ...about, kind: "pledge.moved", at: now, data: { what, why: reason } });
}

export type LockedPledge = Awaited<ReturnType<typeof lockPledge>>;

/** A pledge of the freelancer's, with its thread locked. A stranger's is not found. */
export async function lockPledge(tx: Tx, { freelancerId }: { freelancerId: string }, id: string) {
  const where = { id, freelancerId };
  const found = await tx.pledge.findUnique({ where, select: { clientId: true, projectId: true } });
  if (!found) throw notFound("promise");
  const { clientId, projectId } = found;
  await lock(tx, { freelancerId }, projectId ? { project: projectId } : { client: clientId });
  const pledge = await tx.pledge.findUnique({
    where,
    select: {
      id: true,
      freelancerId: true,
      clientId: true,
      projectId: true,
      contactId: true,
      what: true,
      dueAt: true,
      keptAt: true,
    },
  });
  if (!pledge) throw notFound("promise");
  return pledge;
}

/** Refuses to move a pledge that is kept, or to where it is. */
export function requireMovable({ keptAt, dueAt }: LockedPledge, toAt: Date): void {
  if (keptAt) throw new Refusal("already", say("pledges.kept"));
  if (toAt.getTime() === dueAt.getTime())
    throw new Refusal("invalid", say("pledges.sameDay"), "on");
}

async function markKept(
  tx: Tx,
  thread: Thread,
  { id, what }: { id: string; what: string },
  at: Date,
): Promise<void> {
  await tx.pledge.update({ where: { id }, data: { keptAt: at } });
  const about = { ...aboutThread(thread), subjectId: id };
  await record(tx, { ...about, kind: "pledge.kept", at, data: { what } });
}

const aboutThread = (thread: Thread) => ({
  ...byFreelancer(thread),
  clientId: thread.clientId,
  projectId: thread.projectId ?? undefined,
});

/** Writes down once of each pledge whose time has passed that nobody has heard: it counts as missed. */
export async function noteMissedPledges(now: Date): Promise<void> {
  const missed = await db().pledge.findMany({
    where: { keptAt: null, missedAt: null, dueAt: { lt: now }, message: { heldUntil: null } },
    select: { id: true, freelancerId: true, clientId: true, projectId: true, what: true },
  });
  for (const { id, what, ...thread } of missed)
    await inTransaction(async (tx) => {
      const { count } = await tx.pledge.updateMany({
        where: { id, freelancerId: thread.freelancerId, keptAt: null, missedAt: null },
        data: { missedAt: now },
      });
      if (count === 0) return;
      const about = { ...aboutThread(thread), actor: "UPTOMARK" as const, subjectId: id };
      await record(tx, { ...about, kind: "pledge.missed", at: now, data: { what } });
    });
}
