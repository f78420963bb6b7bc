import { db, type Tx } from "@/db/client";

/** What is erased: a client, or with null the whole studio. */
export type Erased = { freelancerId: string; clientId: string | null };

/** Writes down that something is to be erased. False where that is written down already. */
export async function noteErasure(tx: Tx, erased: Erased, askedAt: Date): Promise<boolean> {
  const { freelancerId, clientId } = erased;
  if (await tx.erasure.count({ where: { freelancerId, clientId } })) return false;
  await tx.erasure.createMany({ data: [{ ...erased, askedAt }], skipDuplicates: true });
  return true;
}

/** Whether a studio's own erasure has begun: it can be kept no longer. */
export async function isBegun(tx: Tx, { freelancerId }: Pick<Erased, "freelancerId">) {
  return (await tx.erasure.count({ where: { freelancerId, clientId: null } })) > 0;
}

/** The last of it is gone. */
export async function finishErasure(
  tx: Tx,
  { freelancerId, clientId }: Erased,
  now: Date,
): Promise<void> {
  await tx.erasure.updateMany({
    where: { freelancerId, clientId, finishedAt: null },
    data: { finishedAt: now },
  });
}

/** Returns the erasures that were begun and not finished, as when a process ended half-way. */
export function listUnfinished() {
  return db().erasure.findMany({
    where: { finishedAt: null },
    orderBy: { askedAt: "asc" },
    select: { id: true, freelancerId: true, clientId: true, askedAt: true },
  });
}
