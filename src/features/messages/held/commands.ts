import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import {
  afterLast,
  lockThread,
  recorded,
  recordLine,
  type Thread,
} from "@/features/messages/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";

type Held = { thread: Thread; id: string };

/**
 * A message of the freelancer's that is held back, with its thread locked. One that is on the client's page already
 * is refused in words; a stranger's is not found.
 */
export async function lockHeld(
  tx: Tx,
  { freelancerId }: { freelancerId: string },
  messageId: string,
): Promise<Held> {
  const where = { id: messageId, freelancerId, contactId: null };
  const found = await tx.message.findUnique({ where, select: { projectId: true, clientId: true } });
  if (!found) throw notFound("message");
  const { projectId, clientId } = found;
  const thread = await lockThread(tx, {
    freelancerId,
    projectId: projectId ?? undefined,
    clientId,
  });
  const now = await tx.message.findUnique({ where, select: { heldUntil: true } });
  if (!now) throw notFound("message");
  if (!now.heldUntil) throw new Refusal("already", say("messages.alreadySent"));
  return { thread, id: messageId };
}

/** Puts a held message on the client's page, later than every other line, in the transaction that holds its thread. */
export async function releaseLine(tx: Tx, { thread, id }: Held, now: Date): Promise<Date> {
  const writtenAt = await afterLast(tx, thread, now);
  const line = await tx.message.update({
    where: { id },
    data: { heldUntil: null, writtenAt },
    select: recorded,
  });
  await recordLine(tx, thread, line, now);
  return writtenAt;
}

/** Other words for a message that is held back. */
export async function rewordHeld(
  scope: Scope,
  { messageId, text }: { messageId: string; text: string },
): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await lockHeld(tx, scope, messageId);
    await tx.message.update({ where: { id: held.id }, data: { text } });
    await record(tx, { ...aboutHeld(held), kind: "message.reworded" });
  });
}

/** Deletes a message that is held back, in the transaction that holds its thread. */
export async function removeHeld(tx: Tx, held: Held): Promise<void> {
  await tx.message.delete({ where: { id: held.id } });
  await record(tx, { ...aboutHeld(held), kind: "message.takenBack" });
}

const aboutHeld = ({ thread, id }: Held) => ({
  ...byFreelancer(thread),
  clientId: thread.clientId,
  projectId: thread.projectId ?? undefined,
  subjectId: id,
});

const MOST = 500;

/** Returns the messages whose time has come. */
export function listDue(tx: Pick<Tx, "message">, now: Date) {
  return tx.message.findMany({
    where: { heldUntil: { lte: now } },
    orderBy: [{ heldUntil: "asc" }, { id: "asc" }],
    take: MOST,
    select: { id: true, freelancerId: true },
  });
}
