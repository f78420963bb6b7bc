import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { notFound } from "@/lib/errors";
import { hashToken, newToken, seal } from "@/lib/tokens";

/** Whose calendar it is: a contact's, or the studio's own. */
type Whose = { contactId?: string };

/** Makes a new, read-only address for a calendar feed. The previous one stops working at once. */
export async function makeCalendarLink(scope: Scope, whose: Whose): Promise<void> {
  const token = newToken();
  await keep(scope, whose, {
    calendarHash: hashToken(token),
    calendarCipher: seal("calendar-link", token),
  });
}

/**
 * Revokes the calendar's address: it stops working at once. Calendars keep what they have already
 * fetched.
 */
export async function revokeCalendarLink(scope: Scope, whose: Whose): Promise<void> {
  await keep(scope, whose, { calendarHash: null, calendarCipher: null });
}

async function keep(
  scope: Scope,
  { contactId }: Whose,
  data: {
    calendarHash: Uint8Array<ArrayBuffer> | null;
    calendarCipher: Uint8Array<ArrayBuffer> | null;
  },
): Promise<void> {
  const { freelancerId } = scope;
  const { count } = await inTransaction((tx) =>
    contactId
      ? tx.contact.updateMany({ where: { id: contactId, freelancerId }, data })
      : tx.studio.updateMany({ where: { freelancerId }, data }),
  );
  if (count === 0) throw notFound(contactId ? "contact" : "studio");
}
