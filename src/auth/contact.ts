import { readRows } from "@/db/client";
import { languageOf, type Language } from "@/language/languages";
import { hashToken, parseToken } from "@/lib/tokens";
import { contactByLinkSql } from "./contact-sql";
import { contactScope, type ContactScope } from "./scope";

export type ContactEntry = { kind: "open"; scope: ContactScope; language: Language } | { kind: "expired"; language: Language } | { kind: "unknown" };

type Contact = { id: string; freelancerId: string; clientId: string; linkRevokedAt: Date | null; linkExpiresAt: Date | null; language: string };

/** Who a status page's token belongs to. An unknown, malformed and a revoked token are one answer: unknown. */
export async function findContactByToken(rawToken: unknown, now: Date): Promise<ContactEntry> {
  const token = parseToken(rawToken);
  if (!token) return { kind: "unknown" };
  const [contact] = await readRows<Contact>("contact-by-link", contactByLinkSql, [hashToken(token)]);
  if (!contact || contact.linkRevokedAt) return { kind: "unknown" };
  const language = languageOf(contact.language);
  if (contact.linkExpiresAt && contact.linkExpiresAt <= now) return { kind: "expired", language };
  return { kind: "open", language, scope: contactScope({ freelancerId: contact.freelancerId, clientId: contact.clientId, contactId: contact.id }) };
}
