import type { Prisma, Tx } from "@/db/client";
import type { FollowUpKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { cancelEmail } from "@/features/emails/commands";

export const waiting = {
  id: true,
  freelancerId: true,
  projectId: true,
  contactId: true,
  kind: true,
  dueAt: true,
  heldAt: true,
  settledAt: true,
  skippedAt: true,
  emailId: true,
} as const;

export type Waiting = Prisma.FollowUpGetPayload<{ select: typeof waiting }>;

export type Which = {
  freelancerId: string;
  projectId?: string;
  contact?: { clientId: string };
  contactId?: string;
  kind?: FollowUpKind | { in: FollowUpKind[] };
};

const isOpen = {
  skippedAt: null,
  cancelledAt: null,
  OR: [{ settledAt: null }, { email: { settledAt: null } }],
} satisfies Prisma.FollowUpWhereInput;

/**
 * Cancels follow-ups whose email has not been sent, with the reason, and with a check-back its
 * reminder. They are locked before they are read, since the worker may be turning one into an email
 * just now. Returns what was cancelled.
 */
export async function cancelPlanned(
  tx: Tx,
  which: Which,
  why: string,
  now: Date,
): Promise<Waiting[]> {
  const found = await tx.followUp.findMany({
    where: { ...which, ...isOpen },
    select: { id: true },
  });
  const ids = found.map(({ id }) => id);
  await lock(tx, which, { followUp: ids });
  const open = await tx.followUp.findMany({
    where: { id: { in: ids }, ...isOpen },
    select: waiting,
  });
  const cancelled: Waiting[] = [];
  for (const followUp of open) {
    if (!(await endWaiting(tx, followUp, now, cancelEmail))) continue;
    await markCancelled(tx, followUp.id, why, now);
    cancelled.push(followUp);
  }
  return cancelled;
}

/** Ends the waiting of a follow-up's email, if it has one. False when it was sent, or was settled without one. */
export async function endWaiting(
  tx: Tx,
  followUp: Waiting,
  now: Date,
  end: typeof cancelEmail,
): Promise<boolean> {
  return followUp.emailId ? end(tx, followUp.emailId, now) : followUp.settledAt === null;
}

/** Cancels the reminder of a question, planned or held, with the reason. One that was sent stays. */
export async function cancelReminder(
  tx: Tx,
  about: { projectId: string; contactId: string },
  why: string,
  now: Date,
): Promise<void> {
  const { projectId, contactId } = about;
  const reminder = await tx.followUp.findFirst({
    where: { projectId, contactId, kind: "REMINDER", skippedAt: null, cancelledAt: null },
    select: waiting,
  });
  if (reminder && (await endWaiting(tx, reminder, now, cancelEmail)))
    await markCancelled(tx, reminder.id, why, now);
}

/** A follow-up does not happen for now, in the caller's transaction: what it waits for may plan it again. */
export async function markCancelled(tx: Tx, id: string, why: string, now: Date): Promise<void> {
  const data = { cancelledAt: now, settledAt: now, heldAt: null, why };
  await tx.followUp.update({ where: { id }, data });
}

/** A follow-up does not happen, in the caller's transaction. */
export async function markSkipped(tx: Tx, id: string, why: string, now: Date): Promise<void> {
  await tx.followUp.update({
    where: { id },
    data: { skippedAt: now, settledAt: now, heldAt: null, why },
  });
}

/** A follow-up is due at another time, in the caller's transaction; it is no longer held. */
export async function markDue(tx: Tx, id: string, dueAt: Date): Promise<void> {
  await tx.followUp.update({ where: { id }, data: { dueAt, heldAt: null } });
}

/** A follow-up waits for the freelancer's decision, in the caller's transaction. */
export async function markHeld(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.followUp.update({ where: { id }, data: { heldAt: now } });
}

/** A follow-up has become this email, in the caller's transaction. */
export async function markIssued(tx: Tx, id: string, emailId: string, now: Date): Promise<void> {
  await tx.followUp.update({
    where: { id },
    data: { issuedAt: now, settledAt: now, heldAt: null, dueAt: now, emailId },
  });
}

/**
 * The reminder of a question that is asked at another time comes as many days after it, in the
 * caller's transaction.
 */
export async function moveReminder(
  tx: Tx,
  about: { projectId: string; contactId: string },
  dueAt: Date,
): Promise<void> {
  await tx.followUp.updateMany({
    where: { ...about, kind: "REMINDER", settledAt: null },
    data: { dueAt },
  });
}

/**
 * Holds what was planned before an instant and is due by now, for its freelancer: in a restored
 * database it may have been asked already.
 */
export async function holdFollowUps(tx: Tx, before: Date, now: Date): Promise<void> {
  await tx.followUp.updateMany({
    where: { settledAt: null, heldAt: null, plannedAt: { lte: before }, dueAt: { lte: now } },
    data: { heldAt: now },
  });
}
