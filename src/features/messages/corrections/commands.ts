import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { byFreelancer, record } from "@/features/history/commands";
import { rewriteWaiting } from "@/features/messages/batches/commands";
import { lockThread, type Thread } from "@/features/messages/commands";
import { correctsSilently } from "@/features/messages/rules";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";

type Corrected = {
  /** Whether both sides see that it was corrected, and what it said before. */
  isMarked: boolean;
  /** Whether an email waits that the freelancer has edited, which keeps its words. */
  hasEdited: boolean;
};

/**
 * Other words for a message of the freelancer's that is on the client's page. An email with it that waits has them too;
 * no new one is written. Once somebody has read it, an email with it was sent, or ten minutes have passed, what it said
 * before stays, for both sides to see.
 */
export async function correctMessage(
  scope: Scope,
  { messageId, text }: { messageId: string; text: string },
  now: Date,
  seen: Seen = {},
): Promise<Corrected> {
  return inTransaction(async (tx) => {
    const { thread, line } = await lockOwnLine(tx, scope, messageId);
    if (line.heldUntil) throw new Refusal("not-allowed", say("messages.correct.held"));
    if (changesIn({ text }, line, seen, { text: "messages.message" }).text === undefined)
      return { isMarked: false, hasEdited: false };
    const isEmailed = await isInEmail(tx, thread, line.writtenAt);
    const isMarked = !correctsSilently({ ...line, isEmailed }, now);
    const mark = isMarked ? { correctedAt: now, earlierTexts: { push: line.text } } : {};
    await tx.message.update({ where: { id: messageId }, data: { text, ...mark } });
    const hasEdited = await rewriteWaiting(tx, thread, now);
    await recordCorrection(tx, thread, messageId, now);
    return { isMarked, hasEdited };
  });
}

function recordCorrection(tx: Tx, thread: Thread, messageId: string, now: Date): Promise<void> {
  const { clientId, projectId } = thread;
  const about = { clientId, projectId: projectId ?? undefined, subjectId: messageId };
  return record(tx, { ...byFreelancer(thread), kind: "message.corrected", at: now, ...about });
}

/** A line of the freelancer's own, with its thread locked. A client's is not found, as a stranger's is. */
async function lockOwnLine(tx: Tx, { freelancerId }: Scope, messageId: string) {
  const where = { id: messageId, freelancerId, contactId: null };
  const found = await tx.message.findUnique({ where, select: { projectId: true, clientId: true } });
  if (!found) throw notFound("message");
  const { projectId, clientId } = found;
  const ref = { freelancerId, projectId: projectId ?? undefined, clientId };
  const thread = await lockThread(tx, ref);
  const line = await tx.message.findUnique({
    where,
    select: { text: true, writtenAt: true, seenAt: true, heldUntil: true },
  });
  if (!line) throw notFound("message");
  return { thread, line };
}

/** Whether an email to a contact about a line of that time was sent, or may have been. */
async function isInEmail(tx: Tx, thread: Thread, writtenAt: Date): Promise<boolean> {
  const { freelancerId, projectId, clientId } = thread;
  const about = projectId ? { projectId } : { projectId: null, clientId };
  const isOut = { kind: "message.posted", contactId: { not: null }, frozenAt: { gte: writtenAt } };
  return (await tx.email.count({ where: { freelancerId, ...about, ...isOut } })) > 0;
}
