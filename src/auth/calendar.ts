import { db, readRows } from "@/db/client";
import { languageOf, type Language } from "@/language/languages";
import { hashToken, parseToken } from "@/lib/tokens";
import { linkIsOverSql } from "./contact-sql";
import { contactScope, freelancerScope, type ContactScope, type Scope } from "./scope";

type CalendarEntry =
  | { kind: "studio"; scope: Scope; language: Language }
  | { kind: "contact"; scope: ContactScope; language: Language };

type Contact = { id: string; freelancerId: string; clientId: string; language: string };

/** Finds whose feed this is, where their own link works; $1 is the token's hash, $2 the current instant. */
const contactByCalendarSql = `SELECT "id", "freelancerId", "clientId", "language" FROM "Contact"
  WHERE "calendarHash" = $1 AND "linkRevokedAt" IS NULL AND NOT ${linkIsOverSql}`;

/**
 * Returns whose calendar a feed's token opens; it does nothing else. Null for an unknown, malformed
 * or revoked token, and for a contact whose own link is revoked or expired.
 */
export async function findCalendarByToken(
  rawToken: unknown,
  now: Date,
): Promise<CalendarEntry | null> {
  const token = parseToken(rawToken);
  if (!token) return null;
  const calendarHash = hashToken(token);
  const [studio, [contact]] = await Promise.all([
    db().studio.findUnique({
      where: { calendarHash },
      select: { freelancerId: true, language: true },
    }),
    readRows<Contact>("contact-by-calendar", contactByCalendarSql, [
      calendarHash,
      now.toISOString(),
    ]),
  ]);
  if (studio)
    return {
      kind: "studio",
      language: languageOf(studio.language),
      scope: freelancerScope(studio.freelancerId),
    };
  return contact
    ? {
        kind: "contact",
        language: languageOf(contact.language),
        scope: contactScope({
          freelancerId: contact.freelancerId,
          clientId: contact.clientId,
          contactId: contact.id,
        }),
      }
    : null;
}
