import { db } from "@/db/client";
import { languageOf, type Language } from "@/language/languages";
import { hashToken, parseToken } from "@/lib/tokens";
import { contactScope, type ContactScope } from "./scope";

export type ContactEntry = { kind: "open"; scope: ContactScope; language: Language } | { kind: "expired"; language: Language } | { kind: "unknown" };

/** Who a status page's token belongs to. An unknown, malformed and a revoked token are one answer: unknown. */
export async function findContactByToken(rawToken: unknown, now: Date): Promise<ContactEntry> {
  const token = parseToken(rawToken);
  if (!token) return { kind: "unknown" };
  const contact = await db().contact.findUnique({
    where: { linkHash: hashToken(token) },
    select: { id: true, freelancerId: true, clientId: true, linkRevokedAt: true, linkExpiresAt: true, language: true },
  });
  if (!contact || contact.linkRevokedAt) return { kind: "unknown" };
  const language = languageOf(contact.language);
  if (contact.linkExpiresAt && contact.linkExpiresAt <= now) return { kind: "expired", language };
  return { kind: "open", language, scope: contactScope({ freelancerId: contact.freelancerId, clientId: contact.clientId, contactId: contact.id }) };
}
