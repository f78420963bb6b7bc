import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { notFound } from "@/lib/errors";
import { pageOf } from "@/lib/page-of";
import { linesOf, voiceOf, waitingSince, type KnownThread, type ThreadRef } from "./rules";

/** As many messages as one page shows. */
const MESSAGES = 50;

export const lineFields = {
  id: true,
  text: true,
  writtenAt: true,
  contactId: true,
  channel: true,
  loggedAt: true,
  isAutomatic: true,
  heldUntil: true,
  seenAt: true,
  noReplyAt: true,
  isNewWork: true,
  begunId: true,
  correctedAt: true,
  earlierTexts: true,
} as const;

/**
 * Returns the newest messages of a project's thread, or of a client's own where no project is named, or those before
 * one of them; oldest first. Held ones among them.
 */
export async function listMessages(scope: Scope, ref: ThreadRef, after?: string) {
  const { freelancerId } = scope;
  const where = ref.projectId
    ? { freelancerId, projectId: ref.projectId }
    : { freelancerId, clientId: idOf(ref), projectId: null };
  const last = after
    ? await db().message.findUnique({
        where: { ...where, id: after },
        select: { writtenAt: true },
      })
    : null;
  if (after && !last) throw notFound("page");
  const found = await db().message.findMany({
    where: { ...where, ...(last && after ? before({ ...last, id: after }) : {}) },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    take: MESSAGES + 1,
    select: {
      ...lineFields,
      contact: { select: { name: true } },
      requestReply: { select: { acceptedAt: true, request: { select: { title: true } } } },
    },
  });
  const { rows, more } = pageOf(found, MESSAGES);
  const lines = rows.map(({ contact, requestReply, ...line }) => ({
    ...line,
    by: contact?.name ?? null,
    request: requestReply?.request.title ?? null,
    isAnswer: requestReply?.acceptedAt != null,
  }));
  return { lines: lines.toReversed(), more };
}

export type StudioLine = Awaited<ReturnType<typeof listMessages>>["lines"][number];

function idOf({ clientId }: ThreadRef): string {
  if (!clientId) throw notFound("client");
  return clientId;
}

/** What comes before a line, found by value: a deep page costs as much as the first. */
const before = ({ writtenAt, id }: { writtenAt: Date; id: string }) => ({
  writtenAt: { lte: writtenAt },
  OR: [{ writtenAt: { lt: writtenAt } }, { id: { lt: id } }],
});

/** Returns how many messages each project of a client's has, and when the last one was written. */
export async function listThreads(scope: Scope, clientId: string) {
  const rows = await db().message.groupBy({
    by: ["projectId"],
    where: {
      freelancerId: scope.freelancerId,
      clientId,
      projectId: { not: null },
      heldUntil: null,
    },
    _count: true,
    _max: { writtenAt: true },
  });
  return rows.map(({ projectId, _count, _max }) => ({
    projectId: projectId!,
    count: _count,
    lastAt: _max.writtenAt!,
  }));
}

/**
 * Returns what a client asks for with a message, and who asks. What is no such message, is none of the freelancer's, or
 * has become a project already is null.
 */
export async function findNewWork({ freelancerId }: Scope, messageId: string) {
  const line = await db().message.findUnique({
    where: { id: messageId, freelancerId, isNewWork: true, begunId: null },
    select: { id: true, text: true, contact: { select: { id: true, name: true } } },
  });
  return line?.contact ? { id: line.id, text: line.text, contact: line.contact } : null;
}

/** Returns a line of a thread that a contact wrote, in the transaction that holds it. Any other is not found. */
export async function getClientLine(tx: Tx, thread: KnownThread, id: string) {
  const line = await tx.message.findUnique({
    where: { ...linesOf(thread), id },
    select: { contactId: true, channel: true, text: true },
  });
  if (!line?.contactId) throw notFound("message");
  return { ...line, contactId: line.contactId };
}

/** As many lines after the last answer as are looked at: the first question among them counts. */
const LOOKED_AT = 200;

/** Returns since when a client waits in a thread, in the transaction that holds it; null where nobody does. */
export async function findWait(tx: Tx, thread: KnownThread): Promise<Date | null> {
  const where = { ...linesOf(thread), heldUntil: null };
  const [last] = await tx.message.findMany({
    where: {
      ...where,
      isAutomatic: false,
      OR: [
        { contactId: null },
        { loggedAt: { not: null }, channel: { in: ["PHONE", "IN_PERSON"] } },
      ],
    },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    take: 1,
    select: { writtenAt: true },
  });
  const lines = await tx.message.findMany({
    where: { ...where, ...(last ? { writtenAt: { gt: last.writtenAt } } : {}) },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: LOOKED_AT,
    select: lineFields,
  });
  return waitingSince(lines.filter((line) => voiceOf(line) === "asks"));
}
