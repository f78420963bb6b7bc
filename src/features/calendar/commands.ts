import { saveContactCalendar, type CalendarToken } from "@/features/clients/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { saveStudioCalendar } from "@/features/studio/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { hashToken, newToken, seal } from "@/lib/tokens";

/** Whose calendar: a contact's, or the studio's own. */
type Whose = { contactId?: string };

/** A new address for a calendar feed, which reads and nothing else; the one before it is dead from the next request on. */
export async function makeCalendarLink(scope: Scope, whose: Whose): Promise<void> {
  const token = newToken();
  await keep(scope, whose, "calendarLink.made", {
    calendarHash: hashToken(token),
    calendarCipher: seal("calendar-link", token),
  });
}

/** The calendar's address opens nothing from the next request on. What has been fetched stays where it is. */
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
