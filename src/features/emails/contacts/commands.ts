import type { Prisma, Tx } from "@/db/client";
import { isWaiting, openWords, sealWords } from "@/features/emails/commands";
import { stored } from "@/language/stored";
import type { Words } from "@/mail/words";

/** Who reads an email, apart from the freelancer. */
type Reader =
  | { contactId: string; subcontractorId?: never }
  | { subcontractorId: string; contactId?: never };

/** What a reader has unsubscribed from is not sent; what is frozen is checked again before it is sent. */
export async function skipUnwanted(tx: Tx, reader: Reader, now: Date): Promise<void> {
  await lockMendable(tx, reader);
  await tx.email.updateMany({
    where: { ...reader, purpose: { in: ["SURVEY", "DIGEST"] }, ...isWaiting },
    data: {
      skippedAt: now,
      settledAt: now,
      lastError: stored("unsubscribedFromBoth"),
    },
  });
}

/**
 * Nothing that waits for a reader is sent any more. Returns how many emails are being sent to them just now: those may
 * still arrive.
 */
export async function skipAllTo(
  tx: Tx,
  contactId: string,
  why: string,
  now: Date,
): Promise<number> {
  await lockMendable(tx, { contactId });
  await tx.email.updateMany({
    where: { contactId, ...isWaiting },
    data: { skippedAt: now, settledAt: now, lastError: why },
  });
  return tx.email.count({ where: { contactId, settledAt: null } });
}

/** Emails that wait or need review, and have not been handed over in their current form. */
const isMendable = {
  frozenAt: null,
  OR: [{ settledAt: null }, { needsReviewAt: { not: null } }],
} satisfies Prisma.EmailWhereInput;

/**
 * Puts the reader's new page link into every waiting email, or removes the link when there is
 * none. Frozen emails keep the old link.
 */
export async function relinkEmails(
  tx: Tx,
  reader: Reader,
  oldToken: string,
  newToken: string | null,
): Promise<void> {
  await lockMendable(tx, reader);
  const waiting = await tx.email.findMany({
    where: { ...reader, ...isMendable },
    select: { id: true, wordsCipher: true },
  });
  for (const email of waiting) {
    const { link, ...words } = openWords(email.wordsCipher);
    if (!link?.url.includes(oldToken)) continue;
    const renewed: Words = newToken
      ? { ...words, link: { ...link, url: link.url.replace(oldToken, newToken) } }
      : words;
    await tx.email.update({ where: { id: email.id }, data: { wordsCipher: sealWords(renewed) } });
  }
}

/**
 * Updates the name and address on every waiting email to a reader. Frozen emails keep the old
 * ones.
 */
export async function readdressEmails(
  tx: Tx,
  reader: Reader,
  to: { toName: string; toAddress: string },
): Promise<void> {
  await lockMendable(tx, reader);
  await tx.email.updateMany({ where: { ...reader, ...isMendable }, data: to });
}

/**
 * Locks a reader's emails that can still be changed, always in one order: who takes several in
 * another could wait for this for ever.
 */
async function lockMendable(tx: Tx, reader: Reader): Promise<void> {
  const { contactId = null, subcontractorId = null } = reader;
  await tx.$executeRaw`
    SELECT 1 FROM "Email" WHERE ("contactId" = ${contactId}::uuid OR "subcontractorId" = ${subcontractorId}::uuid)
      AND "frozenAt" IS NULL AND ("settledAt" IS NULL OR "needsReviewAt" IS NOT NULL)
    ORDER BY "id" FOR NO KEY UPDATE`;
}
