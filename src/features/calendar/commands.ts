import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { notFound } from "@/lib/errors";
import { hashToken, newToken, seal } from "@/lib/tokens";

/** Whose calendar: a contact's, or the studio's own. */
type Whose = { contactId?: string };

/** A new address for a calendar feed, which reads and nothing else; the one before it is dead from the next request on. */
export async function makeCalendarLink(scope: Scope, whose: Whose): Promise<void> {
  const token = newToken();
  await keep(scope, whose, {
    calendarHash: hashToken(token),
    calendarCipher: seal("calendar-link", token),
  });
}

/** The calendar's address opens nothing from the next request on. What has been fetched stays where it is. */
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
