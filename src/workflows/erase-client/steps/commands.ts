import { setTimeout as pause } from "node:timers/promises";
import { forgetLimits } from "@/auth/limits";
import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { lock } from "@/db/locks";
import { eraseCases } from "@/features/cases/erasure/commands";
import { deleteClient } from "@/features/clients/erasure/commands";
import { findWhom, type Whom } from "@/features/clients/erasure/queries";
import { eraseEmails, eraseSuppressions, forgetMentions } from "@/features/emails/erasure/commands";
import { hashesOf } from "@/features/emails/erased/commands";
import { finishErasure } from "@/features/erasures/commands";
import { addToList } from "@/features/erasures/list/file";
import { deleteDue, deleteLater } from "@/features/files/deletions/commands";
import { eraseFiles } from "@/features/files/erasure/commands";
import { eraseFollowUps } from "@/features/follow-ups/erasure/commands";
import { eraseHistory } from "@/features/history/erasure/commands";
import { eraseArrivals, eraseInbound } from "@/features/inbound/erasure/commands";
import { eraseMessages } from "@/features/messages/erasure/commands";
import { eraseNotices } from "@/features/own-it/erasure/commands";
import { eraseAssignmentFiles } from "@/features/subcontractors/erasure/commands";
import { notify } from "@/live/notify";

/** As many rows as one transaction deletes of a table that grows. */
const MOST = 2_000;

/**
 * Erases a client whose erasure has begun. Each step may be done again: where a process ends half-way, the
 * next one goes on. The list beside the files has it before the first row goes, so that it is known after a
 * restore too.
 */
export async function carryOut(scope: Scope, clientId: string, now: Date): Promise<void> {
  const { freelancerId } = scope;
  const whom = await findWhom(db(), scope, clientId);
  if (whom) {
    const hashes = await hashesOf(db(), freelancerId, whom);
    const inBase64 = hashes.map((hash) => Buffer.from(hash).toString("base64"));
    await addToList({ freelancerId, clientId, askedAt: now, hashes: inBase64 });
    const terms = await termsOf(db(), scope, whom);
    await forgetMentions(db(), scope, terms, now);
    await leasesEnd(whom);
    await eraseRows(scope, whom, now);
  }
  await inTransaction(async (tx) => {
    await finishErasure(tx, { freelancerId, clientId }, now);
    await notify(tx, freelancerId, null);
  });
  // As late as it is by now: of two erasures at once one may have listed files after the other began.
  await deleteDue(databaseNow());
}

/** Deletes every row of a client: what grows in batches, and at the end the client with what hangs under them. */
export async function eraseRows(scope: Scope, whom: Whom, now: Date): Promise<void> {
  await inBatches((tx) => eraseHistory(tx, scope, whom, MOST));
  await inTransaction(async (tx) => {
    await eraseFollowUps(tx, scope, whom);
    await eraseCases(tx, scope, whom);
    await eraseNotices(tx, scope, whom);
  });
  await inBatches(async (tx) => {
    const { count, storeKeys } = await eraseInbound(tx, scope, whom, MOST);
    await deleteLater(tx, { stored: storeKeys }, now);
    return count;
  });
  await inBatches((tx) => eraseEmails(tx, scope, whom, MOST));
  // Before the messages that they were sent with: with those their rows go, and with the rows where their bytes lie.
  await inTransaction(async (tx) => deleteLater(tx, await eraseFiles(tx, scope, whom), now));
  await inBatches((tx) => eraseMessages(tx, scope, whom, MOST));
  await inTransaction((tx) => eraseRest(tx, scope, whom, now));
}

/** What came in between is erased here as well: with the client's row locked nothing more comes. */
async function eraseRest(tx: Tx, scope: Scope, { clientId }: Whom, now: Date): Promise<void> {
  const whom = await findWhom(tx, scope, clientId);
  if (!whom) return;
  const { contactIds, projectIds } = whom;
  await lock(tx, scope, { client: clientId, contact: contactIds, project: projectIds });
  await eraseHistory(tx, scope, whom, MOST);
  await eraseFollowUps(tx, scope, whom);
  await eraseCases(tx, scope, whom);
  await eraseNotices(tx, scope, whom);
  await deleteLater(tx, await eraseFiles(tx, scope, whom), now);
  await deleteLater(tx, await eraseAssignmentFiles(tx, scope, whom), now);
  await eraseSuppressions(tx, scope, whom);
  await eraseArrivals(tx, scope, whom, now);
  const { storeKeys } = await eraseInbound(tx, scope, whom, MOST);
  await deleteLater(tx, { stored: storeKeys }, now);
  await eraseEmails(tx, scope, whom, MOST);
  await forgetLimits(tx, contactIds);
  await deleteClient(tx, scope, whom);
}

async function inBatches(work: (tx: Tx) => Promise<number>): Promise<void> {
  while ((await inTransaction(work)) === MOST);
}

/** By what an email to the freelancer may name a client: their people, projects, dates and files. */
async function termsOf(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, contactIds, projectIds }: Whom,
): Promise<string[]> {
  const where = { freelancerId, projectId: { in: projectIds } };
  const [client, people, projects, deadlines, files] = [
    await tx.client.findMany({ where: { id: clientId, freelancerId }, select: { name: true } }),
    await tx.contact.findMany({
      where: { freelancerId, id: { in: contactIds } },
      select: { name: true, address: true },
    }),
    await tx.project.findMany({
      where: { freelancerId, id: { in: projectIds } },
      select: { title: true },
    }),
    await tx.deadline.findMany({ where, select: { title: true } }),
    await tx.file.findMany({ where, select: { name: true } }),
  ];
  return [client, people, projects, deadlines, files].flat().flatMap(Object.values<string>);
}

/** An email that a worker is handing over right now is over within this time, whatever the provider does. */
const LONGEST_WAIT_MS = 10_000;
const PAUSE_MS = 50;

/**
 * Waits until no worker is handing over an email to the erased people. One that takes longer than ten seconds
 * goes its way: its row is gone by then, and what comes of it is not written anywhere.
 */
async function leasesEnd({ clientId, contactIds, projectIds }: Whom): Promise<void> {
  const end = Date.now() + LONGEST_WAIT_MS;
  const isLeased = async () => {
    const [row] = await db().$queryRaw<{ isLeased: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM "Email" WHERE "settledAt" IS NULL AND "leasedUntil" > clock_timestamp()
        AND ("clientId" = ${clientId}::uuid OR "contactId" = ANY(${contactIds}::uuid[])
          OR "projectId" = ANY(${projectIds}::uuid[]))) AS "isLeased"`;
    return row!.isLeased;
  };
  while (Date.now() < end && (await isLeased())) await pause(PAUSE_MS);
}
