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
  linkExpiresAt: Date | null;
  language: string;
};

/** Who a status page's token belongs to. An unknown, malformed and a revoked token are one answer: unknown. */
export async function findContactByToken(rawToken: unknown, now: Date): Promise<ContactEntry> {
  const token = parseToken(rawToken);
  if (!token) return { kind: "unknown" };
  const [contact] = await readRows<Contact>("contact-by-link", contactByLinkSql, [
    hashToken(token),
  ]);
  return entryOf(contact, now);
}

/**
 * A gate that reads as it opens, in one round trip: who a token belongs to, and what `reading` finds for them
 * (src/auth/contact-sql.ts says how it is written), null where the link is not open or nothing is found.
 * `name` is the statement's, one for one text.
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
    const entry = entryOf(row, now);
    return { entry, found: entry.kind === "open" ? (row ?? null) : null };
  };
}

function entryOf(contact: Contact | undefined, now: Date): ContactEntry {
  if (!contact || contact.linkRevokedAt) return { kind: "unknown" };
  const language = languageOf(contact.language);
  if (contact.linkExpiresAt && contact.linkExpiresAt <= now) return { kind: "expired", language };
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
