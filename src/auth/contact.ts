import { readRows } from "@/db/client";
import { languageOf, type Language } from "@/language/languages";
import { hashToken, parseToken } from "@/lib/tokens";
import { contactByLinkSql, readByLinkSql } from "./contact-sql";
import { contactScope, type ContactScope } from "./scope";

export type ContactEntry =
  | { kind: "open"; scope: ContactScope; language: Language }
  | { kind: "expired"; language: Language }
  | { kind: "unknown" };

type Contact = {
  id: string;
  freelancerId: string;
  clientId: string;
  linkRevokedAt: Date | null;
  linkIsOver: boolean;
  language: string;
};

/**
 * Returns whose status page a token opens. Unknown, malformed and revoked tokens give the same
 * answer: unknown.
 */
export async function findContactByToken(rawToken: unknown, now: Date): Promise<ContactEntry> {
  const token = parseToken(rawToken);
  if (!token) return { kind: "unknown" };
  const [contact] = await readRows<Contact>("contact-by-link", contactByLinkSql, [
    hashToken(token),
    now.toISOString(),
  ]);
  return entryOf(contact);
}

/**
 * Returns a gate that also reads, in one round trip: whose token it is, and what `reading` finds
 * for them (src/auth/contact-sql.ts explains it). Null when the link does not work or nothing is
 * found. `name` is the statement's name, one per text.
 */
export function readerByLink<Found extends object>(name: string, reading: string) {
  const sql = readByLinkSql(reading);
  return async (
    rawToken: unknown,
    now: Date,
    ...values: unknown[]
  ): Promise<{ entry: ContactEntry; found: Found | null }> => {
    const token = parseToken(rawToken);
    if (!token) return { entry: { kind: "unknown" }, found: null };
    const [row] = await readRows<Contact & Found>(name, sql, [
      hashToken(token),
      now.toISOString(),
      ...values,
    ]);
    const entry = entryOf(row);
    return { entry, found: entry.kind === "open" ? (row ?? null) : null };
  };
}

function entryOf(contact: Contact | undefined): ContactEntry {
  if (!contact || contact.linkRevokedAt) return { kind: "unknown" };
  const language = languageOf(contact.language);
  if (contact.linkIsOver) return { kind: "expired", language };
  return {
    kind: "open",
    language,
    scope: contactScope({
      freelancerId: contact.freelancerId,
      clientId: contact.clientId,
      contactId: contact.id,
    }),
  };
}
