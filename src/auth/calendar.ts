import { db } from "@/db/client";
import { languageOf, type Language } from "@/language/languages";
import { hashToken, parseToken } from "@/lib/tokens";
import { contactScope, freelancerScope, type ContactScope, type Scope } from "./scope";

export type CalendarEntry =
  | { kind: "studio"; scope: Scope }
  | { kind: "contact"; scope: ContactScope; language: Language };

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
  const [studio, contact] = await Promise.all([
    db().studio.findUnique({ where: { calendarHash }, select: { freelancerId: true } }),
    db().contact.findUnique({
      where: {
        calendarHash,
        linkRevokedAt: null,
        OR: [{ linkExpiresAt: null }, { linkExpiresAt: { gt: now } }],
      },
      select: { id: true, freelancerId: true, clientId: true, language: true },
    }),
  ]);
  if (studio) return { kind: "studio", scope: freelancerScope(studio.freelancerId) };
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
