import type { ContactScope, Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { noteReply, noteResponse } from "@/features/cases/commands";
import { saveClientWait } from "@/features/clients/commands";
import { lookAt } from "@/features/emails/commands";
import { bindStaged, showFilesOf, unbindFilesOf } from "@/features/files/staged/commands";
import {
  emailContact,
  emailFreelancer,
  forgetSeenBatch,
  listReaders,
} from "@/features/messages/batches/commands";
import { addLine, lockThread, type Thread, type Written } from "@/features/messages/commands";
import { listDue, lockHeld, releaseLine, removeHeld } from "@/features/messages/held/commands";
import { markSeen, recordMark, settleLine } from "@/features/messages/marks/commands";
import { findWait } from "@/features/messages/queries";
import type { ThreadRef } from "@/features/messages/rules";
import { forgetKeeping, keepBy, keepWith } from "@/features/pledges/commands";
import { saveWait } from "@/features/projects/commands";
import { openingAfter } from "@/features/studio/rules";
import { notFound } from "@/lib/errors";
import { oneByOne } from "@/lib/one-by-one";

export type Posted = {
  /** The message; null where its form has been taken already. */ lineId: string | null;
  /** How many people get an email. */ readers: number;
  /** Until when it is held back. */ heldUntil: Date | null;
};
type ToClient = ThreadRef & {
  text: string;
  formKey: string;
  seenId?: string;
  /** Whether it is posted at any hour. */
  isNow?: boolean;
  /** The pledge that it keeps. */
  keepsId?: string;
  fileIds?: string[];
  /** By which it came, where that is not the studio. */
  channel?: "EMAIL";
};
/** A message with the files that it was sent with, which are staged. */
export type Sent = Written & { fileIds?: readonly string[] };

/**
 * The freelancer writes in a project's thread or a client's own. Within the studio's hours, or where it is to be sent
 * now, it is on the client's page at once, as `postLine` says; at any other hour it is held until the studio opens.
 * The same form sent twice is one message.
 */
export async function writeToClient(scope: Scope, input: ToClient, now: Date): Promise<Posted> {
  return inTransaction(async (tx) => {
    const thread = await lockThread(tx, { ...input, freelancerId: scope.freelancerId });
    return writeLine(tx, thread, input, now);
  });
}

/** The same in the transaction that holds the thread. */
export async function writeLine(
  tx: Tx,
  thread: Thread,
  {
    text,
    formKey,
    seenId,
    keepsId,
    fileIds,
    isNow,
    channel,
  }: Omit<ToClient, "projectId" | "clientId">,
  now: Date,
): Promise<Posted> {
  const heldUntil = isNow ? null : openingAfter(thread.studio, now);
  const written = { text, formKey, channel, heldUntil: heldUntil ?? undefined };
  const line = await addLine(tx, thread, null, written, now);
  const lineId = line?.id ?? null;
  if (line)
    await bindFiles(tx, thread, null, fileIds, { id: line.id, isHeld: heldUntil !== null }, now);
  if (line && keepsId) await keepWith(tx, thread, keepsId, line.id);
  if (heldUntil) {
    lookAt(tx, heldUntil);
    return { lineId, readers: 0, heldUntil };
  }
  if (line && seenId) await markSeen(tx, thread, "freelancer", seenId, now);
  if (line) await forgetSeenBatch(tx, thread, seenId, now);
  return { lineId, readers: await tell(tx, thread, line), heldUntil: null };
}

/** The files that a new message was sent with are bound to it. */
function bindFiles(
  tx: Tx,
  { freelancerId, projectId, clientId }: Thread,
  contactId: string | null,
  fileIds: readonly string[] = [],
  message: { id: string; isHeld: boolean },
  now: Date,
): Promise<void> {
  const target = { freelancerId, projectId, clientId, contactId };
  return bindStaged(tx, target, fileIds, message, now);
}

type Line = { id: string; writtenAt: Date };

/**
 * What a message of the freelancer's on the client's page brings about: what waited no longer does, a pledge is
 * kept, a case has its first response, and the project's contact and whoever else wrote there gets one email for all
 * lines of the studio's batching time. Who has no living link gets none. Returns how many people get an email.
 */
async function tell(tx: Tx, thread: Thread, line: Line | null): Promise<number> {
  const readers = await listReaders(tx, thread);
  if (!line) return readers.length;
  const { id, writtenAt } = line;
  await keepBy(tx, thread, id, writtenAt);
  await keepWait(tx, thread);
  await noteResponse(tx, thread, writtenAt);
  for (const person of readers) await emailContact(tx, thread, person, writtenAt);
  return readers.length;
}

/**
 * A contact writes on the status page, about a project of their client's or about none. False when this form has been
 * taken already.
 */
export async function writeToFreelancer(
  scope: ContactScope,
  { projectId, seenId, ...input }: { projectId?: string; seenId?: string } & Sent,
  now: Date,
): Promise<boolean> {
  const { freelancerId, clientId, contactId } = scope;
  return inTransaction(async (tx) => {
    const thread = await lockThread(tx, { freelancerId, projectId, clientId });
    if (seenId) await markSeen(tx, thread, scope, seenId, now);
    return (await takeLine(tx, thread, contactId, input, now)) !== null;
  });
}

/**
 * A contact's line by any channel, in the transaction that holds its thread: it waits for an answer, and the
 * freelancer gets one email for all lines of the batching time. An automatic one is only added. Returns its id, or
 * null when its form has been taken already.
 */
export async function takeLine(
  tx: Tx,
  thread: Thread,
  contactId: string,
  { fileIds, ...input }: Sent,
  now: Date,
): Promise<string | null> {
  const line = await addLine(tx, thread, contactId, input, now);
  if (line) await bindFiles(tx, thread, contactId, fileIds, { id: line.id, isHeld: false }, now);
  if (!line || input.isAutomatic) return line?.id ?? null;
  await keepWait(tx, thread);
  await noteReply(tx, thread, line.writtenAt);
  await emailFreelancer(tx, thread, line.writtenAt);
  return line.id;
}

/** Keeps since when the client of a thread waits, in the transaction that holds it. */
export async function keepWait(tx: Tx, thread: Thread): Promise<void> {
  const since = await findWait(tx, thread);
  const { projectId, clientId } = thread;
  await (projectId ? saveWait(tx, projectId, since) : saveClientWait(tx, clientId, since));
}

/** The freelancer writes down what was said elsewhere; nobody gets an email about it. */
export async function logLine(
  scope: Scope,
  { projectId, clientId, contactId, ...input }: ThreadRef & { contactId?: string } & Written,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, { ...scope, projectId, clientId });
    if (contactId) await requirePerson(tx, thread, contactId);
    await logInThread(tx, thread, contactId ?? null, input, now);
  });
}

/** The same in the transaction that holds the thread. Returns its id, or null when its form has been taken already. */
export async function logInThread(
  tx: Tx,
  thread: Thread,
  contactId: string | null,
  input: Written,
  now: Date,
): Promise<string | null> {
  const line = await addLine(tx, thread, contactId, input, now);
  if (!line) return null;
  await keepWait(tx, thread);
  if (!contactId) await noteResponse(tx, thread, line.writtenAt);
  return line.id;
}

async function requirePerson(tx: Tx, { freelancerId, clientId }: Thread, id: string) {
  const where = { id, freelancerId, clientId };
  if ((await tx.contact.count({ where })) === 0) throw notFound("contact");
}

/** A line of the client's needs no reply: it waits no longer, and the client sees that it was read. */
export async function closeLine(
  scope: Scope,
  { projectId, clientId, messageId }: ThreadRef & { messageId: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, { ...scope, projectId, clientId });
    await closeWithin(tx, thread, messageId, now);
  });
}

/** The same in the transaction that holds the thread. */
export async function closeWithin(tx: Tx, thread: Thread, messageId: string, now: Date) {
  await settleLine(tx, thread, messageId, now);
  await markSeen(tx, thread, "freelancer", messageId, now);
  await keepWait(tx, thread);
  await recordMark(tx, thread, "message.settled", null, now);
}

/** A contact says that they have read what the freelancer wrote, up to a line. */
export async function acknowledge(
  scope: ContactScope,
  { projectId, seenId }: { projectId?: string; seenId: string },
  now: Date,
): Promise<void> {
  const { freelancerId, clientId, contactId } = scope;
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, { freelancerId, projectId, clientId });
    if (await markSeen(tx, thread, scope, seenId, now))
      await recordMark(tx, thread, "message.seen", contactId, now);
  });
}

/** Posts a held message at any hour. Returns how many people get an email. */
export function sendHeld(scope: Scope, messageId: string, now: Date): Promise<number> {
  return inTransaction((tx) => release(tx, scope, messageId, now));
}

/** Deletes a message that is held back. */
export async function takeBackHeld(scope: Scope, messageId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await lockHeld(tx, scope, messageId);
    await forgetKeeping(tx, held.thread, messageId);
    await unbindFilesOf(tx, scope.freelancerId, messageId);
    await removeHeld(tx, held);
  });
}

async function release(
  tx: Tx,
  whose: { freelancerId: string },
  messageId: string,
  now: Date,
): Promise<number> {
  const held = await lockHeld(tx, whose, messageId);
  const writtenAt = await releaseLine(tx, held, now);
  await showFilesOf(tx, whose.freelancerId, messageId, now);
  return tell(tx, held.thread, { id: messageId, writtenAt });
}

/** Posts each message whose time has come: on the client's page, with its email. */
export async function releaseDueMessages(now: Date): Promise<void> {
  const failed = "a message whose time has come could not be posted";
  await oneByOne(await listDue(db(), now), failed, (due) =>
    inTransaction(async (tx) => {
      // Whoever held the thread before may have posted it, or taken it back.
      const [still] = await tx.message.findMany({
        where: { id: due.id, freelancerId: due.freelancerId, heldUntil: { lte: now } },
        select: { id: true },
      });
      if (still) await release(tx, due, due.id, now);
    }),
  );
}
