import { saveContactCalendar, type CalendarToken } from "@/features/clients/links/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { saveStudioCalendar } from "@/features/studio/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { hashToken, newToken, seal } from "@/lib/tokens";

/** Whose calendar it is: a contact's, or the studio's own. */
type Whose = { contactId?: string };

/** Makes a new, read-only address for a calendar feed. The previous one stops working at once. */
export async function makeCalendarLink(scope: Scope, whose: Whose): Promise<void> {
  const token = newToken();
  await keep(scope, whose, "calendarLink.made", {
    calendarHash: hashToken(token),
    calendarCipher: seal("calendar-link", token),
  });
}

/**
 * Revokes the calendar's address: it stops working at once. Calendars keep what they have already
 * fetched.
 */
export async function revokeCalendarLink(scope: Scope, whose: Whose): Promise<void> {
  await keep(scope, whose, "calendarLink.revoked", { calendarHash: null, calendarCipher: null });
}

async function keep(
  scope: Scope,
  { contactId }: Whose,
  kind: "calendarLink.made" | "calendarLink.revoked",
  token: CalendarToken,
): Promise<void> {
  await inTransaction(async (tx) => {
    if (contactId) await saveContactCalendar(tx, scope, contactId, token);
    else await saveStudioCalendar(tx, scope, token);
    await record(tx, { ...byFreelancer(scope), kind, contactId });
  });
}
