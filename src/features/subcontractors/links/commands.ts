import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { relinkEmails } from "@/features/emails/contacts/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { toDateColumn, type Day } from "@/lib/dates";
import { links } from "@/lib/links";
import { hashToken, newToken, seal, unseal } from "@/lib/tokens";

export function sealedDeskLink(token: string) {
  return { linkHash: hashToken(token), linkCipher: seal("subcontractor-link", token) };
}

/** The token of a subcontractor's link, as it rests. */
export const tokenOf = ({ linkCipher }: { linkCipher: Uint8Array }) =>
  unseal("subcontractor-link", linkCipher);

/** A new secret link for a subcontractor; emails that wait get it, and the old one is dead from the next request on. */
export async function renewDeskLink(scope: Scope, subcontractorId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const old = await lockLink(tx, scope, subcontractorId);
    const token = newToken();
    await tx.subcontractor.update({
      where: { id: subcontractorId, freelancerId: scope.freelancerId },
      data: { ...sealedDeskLink(token), linkRevokedAt: null, linkLastOn: null },
    });
    await record(tx, {
      ...byFreelancer(scope),
      kind: "subcontractor.linkRenewed",
      subcontractorId,
    });
    await relinkEmails(tx, { subcontractorId }, old, token);
  });
}

/** The link is dead from the next request on, and emails that wait are sent without it. */
export async function revokeDeskLink(
  scope: Scope,
  subcontractorId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const old = await lockLink(tx, scope, subcontractorId);
    await tx.subcontractor.update({
      where: { id: subcontractorId, freelancerId: scope.freelancerId },
      data: { linkRevokedAt: now },
    });
    await record(tx, {
      ...byFreelancer(scope),
      kind: "subcontractor.linkRevoked",
      at: now,
      subcontractorId,
    });
    await relinkEmails(tx, { subcontractorId }, old, null);
  });
}

/** The link works until the end of a day where they are, or without end. */
export async function limitDeskLink(
  scope: Scope,
  { subcontractorId, lastOn }: { subcontractorId: string; lastOn?: Day },
): Promise<void> {
  await inTransaction(async (tx) => {
    await lockLink(tx, scope, subcontractorId);
    await tx.subcontractor.update({
      where: { id: subcontractorId, freelancerId: scope.freelancerId },
      data: { linkLastOn: lastOn ? toDateColumn(lastOn) : null },
    });
    await record(tx, {
      ...byFreelancer(scope),
      kind: "subcontractor.linkLimited",
      subcontractorId,
    });
  });
}

async function lockLink(tx: Tx, scope: Scope, subcontractorId: string): Promise<string> {
  await lock(tx, scope, { subcontractor: subcontractorId });
  const found = await tx.subcontractor.findUniqueOrThrow({
    where: { id: subcontractorId, freelancerId: scope.freelancerId },
    select: { linkCipher: true },
  });
  return tokenOf(found);
}

/**
 * Returns the subcontractor's unsubscribe link. Its token is made on first use, in the caller's transaction, and stays
 * the same.
 */
export async function deskUnsubscribeLink(
  tx: Tx,
  { freelancerId, id }: { freelancerId: string; id: string },
): Promise<string> {
  const token = newToken();
  const where = { id, freelancerId };
  await tx.subcontractor.updateMany({
    where: { ...where, unsubscribeHash: null },
    data: {
      unsubscribeHash: hashToken(token),
      unsubscribeCipher: seal("unsubscribe-link", token),
    },
  });
  const { unsubscribeCipher } = await tx.subcontractor.findUniqueOrThrow({
    where,
    select: { unsubscribeCipher: true },
  });
  return links.unsubscribe(
    unsubscribeCipher ? unseal("unsubscribe-link", unsubscribeCipher) : token,
  );
}
