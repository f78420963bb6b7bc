import { freelancerScope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { rememberErased } from "@/features/emails/erased/commands";
import { finishErasure, listUnfinished, noteErasure } from "@/features/erasures/commands";
import { readList, type Listed } from "@/features/erasures/list/file";
import { oneByOne } from "@/lib/one-by-one";
import { beginErasure } from "@/workflows/erase-client/commands";
import { carryOut } from "@/workflows/erase-client/steps/commands";
import { eraseStudio } from "@/workflows/erase-studio/steps/commands";

/**
 * Erases again what the list beside the files says was erased and this database does not know of: it was
 * restored from an older backup. Then finishes what was begun. Returns how many could not be finished, each of
 * which is logged.
 */
export async function replayErasures(): Promise<number> {
  const listed = await readList();
  await oneByOne(
    listed.map((one) => ({ ...one, id: one.clientId ?? one.freelancerId })),
    "an erasure could not be begun again",
    beginAgain,
  );
  await finishErasures();
  return db().erasure.count({ where: { finishedAt: null } });
}

async function beginAgain({ freelancerId, clientId, askedAt, hashes }: Listed): Promise<void> {
  if (await db().erasure.count({ where: { freelancerId, clientId } })) return;
  const isThere = await db().studio.count({ where: { freelancerId } });
  // Of a studio that is not in this database there is nothing to erase.
  if (!isThere) return;
  const scope = freelancerScope(freelancerId);
  await inTransaction(async (tx) => {
    if (clientId && (await tx.client.count({ where: { id: clientId, freelancerId } })))
      await beginErasure(tx, scope, clientId, askedAt);
    else {
      await noteErasure(tx, { freelancerId, clientId }, askedAt);
      if (clientId) await finishErasure(tx, { freelancerId, clientId }, askedAt);
    }
    const theirs = hashes.map((hash) => new Uint8Array(Buffer.from(hash, "base64")));
    await rememberErased(tx, scope, theirs, askedAt);
  });
}

/** Finishes the erasures that were begun, as when a process ended half-way, until `stopped` says so. */
export async function finishErasures(stopped: () => boolean = () => false): Promise<void> {
  await oneByOne(await listUnfinished(), "an erasure could not be finished", async (erasure) => {
    if (stopped()) return;
    const scope = freelancerScope(erasure.freelancerId);
    if (erasure.clientId) await carryOut(scope, erasure.clientId, databaseNow());
    else await eraseStudio(scope, databaseNow());
  });
}
