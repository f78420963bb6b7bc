import { db } from "@/db/client";
import { hashToken, parseToken } from "@/lib/tokens";
import { contactScope, type ContactScope } from "./scope";

/**
 * Returns the contact an unsubscribe token belongs to. It does nothing else, and works even when
 * the contact's page is closed, so that they can always unsubscribe. Null for an unknown or
 * malformed token.
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
