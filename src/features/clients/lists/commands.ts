import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import { byFreelancer, recordAll } from "@/features/history/commands";
import type { Language } from "@/language/languages";
import { newToken } from "@/lib/tokens";
import { sealedLink } from "@/features/clients/links/commands";

/** Adds clients by their names, in the caller's transaction. Returns the id of each. */
export async function addClients(
  tx: Tx,
  scope: Scope,
  names: string[],
): Promise<{ id: string; name: string }[]> {
  const added = await tx.client.createManyAndReturn({
    data: names.map((name) => ({ freelancerId: scope.freelancerId, name })),
    select: { id: true, name: true },
  });
  await recordAll(
    tx,
    added.map(({ id }) => ({ ...byFreelancer(scope), kind: "client.added", clientId: id })),
  );
  return added;
}

export type ListedPerson = {
  clientId: string;
  contactName: string;
  address: string;
  zone: string;
  language: Language;
};

/**
 * Adds contacts of the freelancer's clients, each with a private link, in the caller's transaction. Returns the id of
 * each.
 */
export async function addContacts(
  tx: Tx,
  scope: Scope,
  people: ListedPerson[],
): Promise<{ id: string; clientId: string; address: string }[]> {
  const added = await tx.contact.createManyAndReturn({
    data: people.map(({ contactName, ...person }) => ({
      ...person,
      freelancerId: scope.freelancerId,
      name: contactName,
      ...sealedLink(newToken()),
    })),
    select: { id: true, clientId: true, address: true },
  });
  await recordAll(
    tx,
    added.map(({ id, clientId }) => ({
      ...byFreelancer(scope),
      kind: "contact.added",
      clientId,
      contactId: id,
    })),
  );
  return added;
}
