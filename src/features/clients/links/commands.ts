import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { toDateColumn, type Day } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { links } from "@/lib/links";
import { hashToken, newToken, seal, unseal } from "@/lib/tokens";

/**
 * Returns the contact's unsubscribe link. Its token is made on first use, in the caller's
 * transaction, and stays the same, however many ask at once.
 */
export async function unsubscribeLinkOf(tx: Tx, contactId: string): Promise<string> {
  const token = newToken();
  await tx.contact.updateMany({
    where: { id: contactId, unsubscribeHash: null },
    data: {
      unsubscribeHash: hashToken(token),
      unsubscribeCipher: seal("unsubscribe-link", token),
    },
  });
  const { unsubscribeCipher } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { unsubscribeCipher: true },
  });
  return links.unsubscribe(
    unsubscribeCipher ? unseal("unsubscribe-link", unsubscribeCipher) : token,
  );
}

/**
 * A new secret link for a contact, in the caller's transaction; the old one is dead from the next request on. Other
 * contacts keep theirs. Returns the old token and the new one.
 */
export async function replaceLink(
  tx: Tx,
  scope: Scope,
  contactId: string,
): Promise<{ oldToken: string; newToken: string }> {
  const old = await lockLink(tx, scope, contactId);
  const token = newToken();
  await tx.contact.update({
    where: { id: contactId },
    data: {
      ...sealedLink(token),
      linkMadeAt: databaseNow(),
      linkRevokedAt: null,
      linkLastOn: null,
    },
  });
  const { clientId } = old;
  await record(tx, { ...byFreelancer(scope), kind: "link.renewed", clientId, contactId });
  return { oldToken: old.token, newToken: token };
}

/** The contact's link is dead from the next request on, in the caller's transaction. Returns its token. */
export async function endLink(
  tx: Tx,
  scope: Scope,
  contactId: string,
  now: Date,
  actor: "FREELANCER" | "UPTOMARK" = "FREELANCER",
): Promise<string> {
  const old = await lockLink(tx, scope, contactId);
  await tx.contact.update({ where: { id: contactId }, data: { linkRevokedAt: now } });
  const { clientId } = old;
  const about = { at: now, clientId, contactId };
  await record(tx, { ...byFreelancer(scope), actor, kind: "link.revoked", ...about });
  return old.token;
}

/**
 * The contact's link works until the end of a day where they are, or without end. Who opens it
 * later sees a polite notice, and no more.
 */
export async function limitLink(
  scope: Scope,
  input: { contactId: string; lastOn?: Day },
): Promise<void> {
  const { contactId, lastOn } = input;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { contact: contactId });
    const { clientId } = await tx.contact.update({
      where: { id: contactId, freelancerId: scope.freelancerId },
      data: { linkLastOn: lastOn ? toDateColumn(lastOn) : null },
      select: { clientId: true },
    });
    await record(tx, { ...byFreelancer(scope), kind: "link.limited", clientId, contactId });
  });
}

export type CalendarToken = {
  calendarHash: Uint8Array<ArrayBuffer> | null;
  calendarCipher: Uint8Array<ArrayBuffer> | null;
};

/** The token of a contact's calendar feed, or none, in the caller's transaction. */
export async function saveContactCalendar(
  tx: Tx,
  scope: Scope,
  contactId: string,
  token: CalendarToken,
): Promise<void> {
  const { count } = await tx.contact.updateMany({
    where: { id: contactId, freelancerId: scope.freelancerId },
    data: token,
  });
  if (count === 0) throw notFound("contact");
}

/** The contact's link as it is, locked until the transaction ends. */
async function lockLink(
  tx: Tx,
  scope: Scope,
  contactId: string,
): Promise<{ token: string; clientId: string }> {
  await lock(tx, scope, { contact: contactId });
  const contact = await tx.contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId: scope.freelancerId },
    select: { linkCipher: true, clientId: true },
  });
  return { token: unseal("contact-link", contact.linkCipher), clientId: contact.clientId };
}

export function sealedLink(token: string) {
  return { linkHash: hashToken(token), linkCipher: seal("contact-link", token) };
}
