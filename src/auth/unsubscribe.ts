import { db } from "@/db/client";
import { hashToken, parseToken } from "@/lib/tokens";
import { contactScope, type ContactScope } from "./scope";

/**
 * Whose stop link a token is; it opens nothing else, and opens even when the contact's page is closed: a "no"
 * can always be said. Null for one that is unknown or malformed.
 */
export async function findContactByUnsubscribeToken(
  rawToken: unknown,
): Promise<ContactScope | null> {
  const token = parseToken(rawToken);
  if (!token) return null;
  const contact = await db().contact.findUnique({
    where: { unsubscribeHash: hashToken(token) },
    select: { id: true, freelancerId: true, clientId: true },
  });
  return contact
    ? contactScope({
        freelancerId: contact.freelancerId,
        clientId: contact.clientId,
        contactId: contact.id,
      })
    : null;
}
