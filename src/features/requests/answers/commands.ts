import type { Tx } from "@/db/client";
import { cancelWaitingOf } from "@/features/emails/commands";
import { record } from "@/features/history/commands";
import type { Request } from "@/features/requests/asked";

type Sent = { messageId: string; option?: string | null; contactId: string };

/**
 * A message answers an open request, in the transaction that holds its project: it is the answer from now on, and what
 * waits of the request's emails is cancelled. `byHand`: the freelancer says so, and has read it.
 */
export async function acceptAnswer(
  tx: Tx,
  request: Request,
  { messageId, option = null, contactId }: Sent,
  now: Date,
  byHand = false,
): Promise<void> {
  const { id: requestId, freelancerId, clientId, projectId, title } = request;
  const { count } = await tx.request.updateMany({
    where: { id: requestId, freelancerId, answeredAt: null },
    data: { answeredAt: now, notedAt: byHand ? now : null },
  });
  if (count === 0) throw new Error("A request that has an answer takes no other.");
  await saveReply(tx, request, { messageId, option, contactId }, now, now);
  await cancelWaitingOf(tx, { freelancerId, requestId }, now);
  const about = { freelancerId, clientId, projectId, contactId, subjectId: requestId };
  const actor = byHand ? ("FREELANCER" as const) : ("CONTACT" as const);
  await record(tx, { ...about, actor, kind: "request.answered", at: now, data: { title } });
}

/** A message was sent to a request and is not its answer, in the transaction that holds its project: it is kept. */
export async function keepReply(tx: Tx, request: Request, sent: Sent, now: Date): Promise<void> {
  const { id: subjectId, freelancerId, clientId, projectId, title } = request;
  await saveReply(tx, request, sent, now, null);
  const about = { freelancerId, clientId, projectId, contactId: sent.contactId, subjectId };
  const actor = "CONTACT" as const;
  await record(tx, { ...about, actor, kind: "request.replied", at: now, data: { title } });
}

async function saveReply(
  tx: Tx,
  { id: requestId, freelancerId }: Request,
  { messageId, option }: Sent,
  now: Date,
  acceptedAt: Date | null,
): Promise<void> {
  await tx.requestReply.upsert({
    where: { freelancerId_messageId: { freelancerId, messageId } },
    create: { freelancerId, requestId, messageId, option, repliedAt: now, acceptedAt },
    update: { option, acceptedAt },
    select: { id: true },
  });
}

/** The freelancer has read the answer, in the transaction that holds the request's project. Returns its message. */
export async function noteAnswer(tx: Tx, request: Request, now: Date): Promise<string | null> {
  const { id, freelancerId, clientId, projectId } = request;
  await tx.request.update({ where: { id, freelancerId }, data: { notedAt: now } });
  const about = { freelancerId, clientId, projectId, subjectId: id };
  await record(tx, { ...about, actor: "FREELANCER", kind: "request.noted", at: now });
  const answer = await tx.requestReply.findFirst({
    where: { requestId: id, freelancerId, acceptedAt: { not: null } },
    select: { messageId: true },
  });
  return answer?.messageId ?? null;
}

/** Returns the message of a contact's that was sent to a request; null where there is none. */
export function findReply(tx: Tx, { id: requestId, freelancerId }: Request, messageId: string) {
  return tx.requestReply.findUnique({
    where: { freelancerId_messageId: { freelancerId, messageId }, requestId },
    select: { message: { select: { contactId: true } } },
  });
}

/** What an email says of which one it answers. */
export type Answers = {
  /** The emails it refers to by their Message-IDs, the one it answers last. */ messageIds: string[];
  /** The one it answers, where that is certain. */ emailId?: string;
};

type InProject = { freelancerId: string; clientId: string; projectId: string };

/**
 * Returns the request that an email answers: by the last of the emails it refers to that is known, where that one asked
 * for something. Where none is known, the one request of the project that is open and was sent. Null for any other.
 */
export async function findAsked(
  tx: Tx,
  { freelancerId, clientId, projectId }: InProject,
  { messageIds, emailId }: Answers,
): Promise<string | null> {
  if (!emailId && messageIds.length === 0) return null;
  const emails = await tx.email.findMany({
    where: {
      freelancerId,
      contact: { clientId },
      ...(emailId ? { id: emailId } : { messageId: { in: messageIds } }),
    },
    select: { messageId: true, requestId: true, projectId: true },
  });
  const place = (one: { messageId: string | null }) => messageIds.lastIndexOf(one.messageId ?? "");
  const [answered] = emails.toSorted((a, b) => place(b) - place(a));
  if (answered) return answered.projectId === projectId ? answered.requestId : null;
  return findOnlyAsked(tx, { freelancerId, projectId });
}

async function findOnlyAsked(
  tx: Tx,
  which: { freelancerId: string; projectId: string },
): Promise<string | null> {
  const asked = await tx.request.findMany({
    where: { ...which, answeredAt: null, cancelledAt: null },
    take: 2,
    select: { id: true, emails: { where: { sentAt: { not: null } }, select: { id: true } } },
  });
  const [only] = asked;
  return only && asked.length === 1 && only.emails.length > 0 ? only.id : null;
}
