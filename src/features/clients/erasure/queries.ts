import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";

/** Who is erased, as each room needs it to find what it has of them. */
export type Whom = {
  clientId: string;
  contactIds: string[];
  projectIds: string[];
  /** Their addresses in lower case, without those that somebody else has too. */
  addresses: string[];
};

/**
 * Returns who is erased with a client; null where there is no such client any more. An address that another client of
 * the same freelancer has as well, a subcontractor, or the freelancer, is not theirs alone, and what only the address
 * tells of stays.
 */
export async function findWhom(
  tx: Tx,
  { freelancerId }: Scope,
  clientId: string,
): Promise<Whom | null> {
  const client = await tx.client.findUnique({
    where: { id: clientId, freelancerId },
    select: {
      contacts: { select: { id: true, address: true } },
      projects: { select: { id: true } },
    },
  });
  if (!client) return null;
  const addresses = [...new Set(client.contacts.map(({ address }) => address.toLowerCase()))];
  const others = await tx.$queryRaw<{ address: string }[]>`
    SELECT lower(o."address") AS "address" FROM (
      SELECT "address" FROM "Contact"
        WHERE "freelancerId" = ${freelancerId}::uuid AND "clientId" <> ${clientId}::uuid
      UNION SELECT "address" FROM "Subcontractor" WHERE "freelancerId" = ${freelancerId}::uuid
      UNION SELECT "replyTo" FROM "Studio" WHERE "freelancerId" = ${freelancerId}::uuid
      UNION SELECT "email" FROM "User" WHERE "id" = ${freelancerId}::uuid) o
    WHERE lower(o."address") = ANY(${addresses})`;
  const shared = new Set(others.map(({ address }) => address));
  return {
    clientId,
    contactIds: client.contacts.map(({ id }) => id),
    projectIds: client.projects.map(({ id }) => id),
    addresses: addresses.filter((address) => !shared.has(address)),
  };
}
