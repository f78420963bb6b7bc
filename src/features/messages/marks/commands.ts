import type { Tx } from "@/db/client";
import type { Thread } from "@/features/messages/commands";
import { linesOf } from "@/features/messages/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { notFound } from "@/lib/errors";

type Reader = "freelancer" | { contactId: string };

/**
 * Notes that one side has read what the other wrote, up to a line that it was shown. Only a person's act calls it: a
 * press, or a reply written below that line. In the transaction that holds the thread. Returns whether anything was
 * new.
 */
export async function markSeen(
  tx: Tx,
  thread: Thread,
  reader: Reader,
  upToId: string,
  now: Date,
): Promise<boolean> {
  const where = { ...linesOf(thread), heldUntil: null };
  const last = await tx.message.findUnique({
    where: { ...where, id: upToId },
    select: { writtenAt: true },
  });
  if (!last) return false;
  const { count } = await tx.message.updateMany({
    where: {
      ...where,
      contactId: reader === "freelancer" ? { not: null } : null,
      loggedAt: null,
      seenAt: null,
      writtenAt: { lte: last.writtenAt },
    },
    data: { seenAt: now },
  });
  return count > 0;
}

/** The freelancer says that a client's line needs no reply, in the transaction that holds its thread. */
export async function settleLine(tx: Tx, thread: Thread, lineId: string, now: Date): Promise<void> {
  const { count } = await tx.message.updateMany({
    where: { ...linesOf(thread), id: lineId, contactId: { not: null } },
    data: { noReplyAt: now },
  });
  if (count === 0) throw notFound("message");
}

/** What a client asked for became a project, in the transaction that holds the client's own thread. */
export async function linkNewWork(
  tx: Tx,
  thread: Thread,
  { messageId, projectId, title }: { messageId: string; projectId: string; title: string },
  now: Date,
): Promise<void> {
  const { count } = await tx.message.updateMany({
    where: { ...linesOf(thread), id: messageId, isNewWork: true, begunId: null },
    data: { begunId: projectId },
  });
  if (count === 0) throw notFound("message");
  await record(tx, {
    ...byFreelancer(thread),
    kind: "message.begun",
    at: now,
    clientId: thread.clientId,
    projectId,
    subjectId: messageId,
    data: { title },
  });
}

/** Tells the open pages and the history that a line was read or needs no reply. */
export function recordMark(
  tx: Tx,
  thread: Thread,
  kind: "message.seen" | "message.settled",
  contactId: string | null,
  now: Date,
): Promise<void> {
  return record(tx, {
    freelancerId: thread.freelancerId,
    actor: contactId ? "CONTACT" : "FREELANCER",
    kind,
    at: now,
    clientId: thread.clientId,
    projectId: thread.projectId ?? undefined,
    contactId: contactId ?? undefined,
  });
}
