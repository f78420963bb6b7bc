import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";

/** Puts an archived client back into the lists. */
export async function unarchiveClient(scope: Scope, clientId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { client: clientId });
    await setArchived(tx, scope, clientId, null);
  });
}

/** Since when a client is archived, or that they are not, in the transaction that holds them. True where it changed. */
export async function setArchived(
  tx: Tx,
  scope: Scope,
  clientId: string,
  archivedAt: Date | null,
): Promise<boolean> {
  const { count } = await tx.client.updateMany({
    where: {
      id: clientId,
      freelancerId: scope.freelancerId,
      archivedAt: archivedAt ? null : { not: null },
    },
    data: { archivedAt },
  });
  if (count === 0) return false;
  const kind = archivedAt ? "client.archived" : "client.unarchived";
  await record(tx, { ...byFreelancer(scope), kind, clientId });
  return true;
}
