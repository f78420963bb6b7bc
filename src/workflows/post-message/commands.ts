import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { noteReply, noteResponse } from "@/features/cases/commands";
import {
  addLine,
  emailContact,
  emailFreelancer,
  forgetSeenBatch,
  listReaders,
  lockThread,
  type Written,
} from "@/features/messages/commands";
import { markWaiting, markWrittenBack } from "@/features/projects/commands";

/**
 * The freelancer writes in a project's thread: what waited for an answer no longer does. The project's contact, and
 * whoever else wrote there, gets one email for all lines of the studio's batching time; who has no living link gets
 * none. The same form sent twice is one message. Returns how many people get an email.
 */
export async function writeToClient(
  scope: Scope,
  input: Written & { seenId?: string },
  now: Date,
): Promise<number> {
  const { projectId, seenId } = input;
  return inTransaction(async (tx) => {
    const thread = await lockThread(tx, { id: projectId, freelancerId: scope.freelancerId });
    const readers = await listReaders(tx, thread);
    const writtenAt = await addLine(tx, thread, null, input, now);
    if (!writtenAt) return readers.length;
    await markWrittenBack(tx, projectId);
    await noteResponse(tx, thread, writtenAt);
    await forgetSeenBatch(tx, projectId, seenId, now);
    for (const person of readers) await emailContact(tx, thread, person, writtenAt);
    return readers.length;
  });
}

/**
 * A contact writes on the status page of a project of their client's: it waits for an answer, and
 * the freelancer gets an email, as above.
 */
export async function writeToFreelancer(
  scope: ContactScope,
  input: Written,
  now: Date,
): Promise<void> {
  const { freelancerId, clientId, contactId } = scope;
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, { id: input.projectId, freelancerId, clientId });
    const writtenAt = await addLine(tx, thread, contactId, input, now);
    if (!writtenAt) return;
    await markWaiting(tx, thread.id, writtenAt);
    await noteReply(tx, scope, writtenAt);
    await emailFreelancer(tx, thread, writtenAt);
  });
}
