import { endSessions, eraseUser } from "@/auth/erase";
import { freelancerScope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { findWhom } from "@/features/clients/erasure/queries";
import { enqueueEmail } from "@/features/emails/commands";
import { eraseAccount } from "@/features/emails/erasure/commands";
import { finishErasure, noteErasure } from "@/features/erasures/commands";
import { addToList } from "@/features/erasures/list/file";
import { deleteDue, deleteLater } from "@/features/files/deletions/commands";
import { eraseStudioInbound } from "@/features/inbound/erasure/commands";
import { deleteStudio } from "@/features/studio/commands";
import { notify } from "@/live/notify";
import { eraseRows } from "@/workflows/erase-client/steps/commands";
import { studioErased } from "@/workflows/erase-studio/emails";

/**
 * Erases a studio whose day is over. One that was kept meanwhile stays: it is asked for once more with the studio held,
 * and from then on it can be kept no longer.
 */
export async function eraseIfDue(whose: { freelancerId: string }, now: Date): Promise<void> {
  const isDue = await inTransaction(async (tx) => {
    await lock(tx, whose, { studio: true });
    const { freelancerId } = whose;
    const due = await tx.studio.count({ where: { freelancerId, eraseAt: { lte: now } } });
    if (due > 0) await begin(tx, freelancerId, now);
    return due > 0;
  });
  if (isDue) await eraseStudio(whose, now);
}

async function begin(tx: Tx, freelancerId: string, now: Date): Promise<void> {
  await noteErasure(tx, { freelancerId, clientId: null }, now);
  await endSessions(tx, freelancerId);
  await notify(tx, freelancerId, null);
}

/**
 * Erases a whole studio: each client, then what is the studio's own, then who signs in. Says so in an email to the
 * address they signed in with, which is deleted once it is sent. Each step may be done again.
 */
export async function eraseStudio(
  { freelancerId }: { freelancerId: string },
  now: Date,
): Promise<void> {
  const scope = freelancerScope(freelancerId);
  const erased = { freelancerId, clientId: null };
  await inTransaction((tx) => begin(tx, freelancerId, now));
  await addToList({ ...erased, askedAt: now, hashes: [] });
  const clients = await db().client.findMany({ where: { freelancerId }, select: { id: true } });
  for (const { id } of clients) {
    const whom = await findWhom(db(), scope, id);
    if (whom) await eraseRows(scope, whom, now);
  }
  await inTransaction(async (tx) => {
    const studio = await tx.studio.findUnique({
      where: { freelancerId },
      select: { language: true, name: true, zone: true },
    });
    const stored = await eraseStudioInbound(tx, scope);
    await deleteLater(tx, { stored }, now);
    await eraseAccount(tx, scope);
    await deleteStudio(tx, freelancerId);
    const address = await eraseUser(tx, freelancerId);
    if (studio && address) await enqueueEmail(tx, studioErased({ ...studio, address, now }));
    await finishErasure(tx, erased, now);
  });
  await deleteDue(now);
}
