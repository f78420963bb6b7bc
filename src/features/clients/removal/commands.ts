import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { endLink } from "@/features/clients/links/commands";
import { byFreelancer, record } from "@/features/history/commands";

type Person = { clientId: string; contactId: string };

/** A person is removed, in the transaction that holds them: their links are dead, what they wrote stays. */
export async function markRemoved(
  tx: Tx,
  scope: Scope,
  { clientId, contactId }: Person,
  now: Date,
): Promise<void> {
  await endLink(tx, scope, contactId, now);
  await tx.contact.update({
    where: { id: contactId },
    data: { removedAt: now, calendarHash: null, calendarCipher: null },
  });
  await record(tx, {
    ...byFreelancer(scope),
    kind: "contact.removed",
    at: now,
    clientId,
    contactId,
  });
}

/** Deletes a person who never had to do with anything, in the transaction that holds them. */
export async function deleteContact(tx: Tx, scope: Scope, person: Person): Promise<void> {
  const { clientId, contactId } = person;
  await lock(tx, scope, { contact: contactId });
  await tx.contact.delete({ where: { id: contactId, freelancerId: scope.freelancerId } });
  await record(tx, { ...byFreelancer(scope), kind: "contact.deleted", clientId });
}

/** A removed person is one of the client's again. Their old link stays dead. */
export async function bringBackContact(scope: Scope, contactId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { contact: contactId });
    const where = { id: contactId, freelancerId: scope.freelancerId };
    const { clientId, removedAt } = await tx.contact.findUniqueOrThrow({
      where,
      select: { clientId: true, removedAt: true },
    });
    if (!removedAt) return;
    await tx.contact.update({ where, data: { removedAt: null } });
    await record(tx, { ...byFreelancer(scope), kind: "contact.broughtBack", clientId, contactId });
  });
}
