import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { noteReply, noteResponse } from "@/features/cases/commands";
import { markClientWaiting, markClientWrittenBack } from "@/features/clients/commands";
import {
  emailContact,
  emailFreelancer,
  forgetSeenBatch,
  listReaders,
} from "@/features/messages/batches/commands";
import {
  addLine,
  lockThread,
  type Thread,
  type ThreadRef,
  type Written,
} from "@/features/messages/commands";
import { markWaiting, markWrittenBack } from "@/features/projects/commands";

/**
 * The freelancer writes in a project's thread or a client's own: what waited for an answer no longer does. The
 * project's contact, and whoever else wrote there, gets one email for all lines of the studio's batching time; who
 * has no living link gets none. The same form sent twice is one message. Returns how many people get an email.
 */
export async function writeToClient(
  scope: Scope,
  { projectId, clientId, seenId, ...input }: ThreadRef & Written & { seenId?: string },
  now: Date,
): Promise<number> {
  const { freelancerId } = scope;
  return inTransaction(async (tx) => {
    const thread = await lockThread(tx, { freelancerId, projectId, clientId });
    const readers = await listReaders(tx, thread);
    const line = await addLine(tx, thread, null, input, now);
    if (!line) return readers.length;
    await endWait(tx, thread);
    await noteResponse(tx, thread, line.writtenAt);
    await forgetSeenBatch(tx, thread, seenId, now);
    for (const person of readers) await emailContact(tx, thread, person, line.writtenAt);
    return readers.length;
  });
}

/** A contact writes on the status page, about a project of their client's or about none. */
export async function writeToFreelancer(
  scope: ContactScope,
  { projectId, ...input }: { projectId?: string } & Written,
  now: Date,
): Promise<void> {
  const { freelancerId, clientId, contactId } = scope;
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, { freelancerId, projectId, clientId });
    await takeLine(tx, thread, contactId, input, now);
  });
}

/**
 * A contact's line by any channel, in the transaction that holds its thread: it waits for an answer, and the
 * freelancer gets an email about it, as above. An automatic one is only added. Returns its id, or null when its form
 * has been taken already.
 */
export async function takeLine(
  tx: Tx,
  thread: Thread,
  contactId: string,
  input: Written,
  now: Date,
): Promise<string | null> {
  const line = await addLine(tx, thread, contactId, input, now);
  if (!line) return null;
  if (input.isAutomatic) return line.id;
  const { projectId, clientId } = thread;
  await (projectId
    ? markWaiting(tx, projectId, line.writtenAt)
    : markClientWaiting(tx, clientId, line.writtenAt));
  await noteReply(tx, thread, line.writtenAt);
  await emailFreelancer(tx, thread, line.writtenAt);
  return line.id;
}

/** No line of a thread waits for an answer any more, in the transaction that holds it. */
async function endWait(tx: Tx, { projectId, clientId }: Thread): Promise<void> {
  await (projectId ? markWrittenBack(tx, projectId) : markClientWrittenBack(tx, clientId));
}
