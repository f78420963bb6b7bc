import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "./queries";

/** Ends every link of the client's people, as the first step of an erasure: their pages are gone from now on. */
export async function endLinksOf(tx: Tx, scope: Scope, whom: Whom, now: Date): Promise<void> {
  await tx.contact.updateMany({
    where: { freelancerId: scope.freelancerId, clientId: whom.clientId, linkRevokedAt: null },
    data: { linkRevokedAt: now, calendarHash: null, calendarCipher: null },
  });
}

/** Deletes the client, and by their foreign keys every row that is under them, as the last step of an erasure. */
export async function deleteClient(tx: Tx, scope: Scope, whom: Whom): Promise<void> {
  await tx.client.deleteMany({
    where: { id: whom.clientId, freelancerId: scope.freelancerId },
  });
}
