import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { words as wordsShape, type Words } from "@/mail/words";
import { paragraphsOf } from "@/language/plain";
import { notFound, Refusal } from "@/lib/errors";
import { seal, unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { wake } from "@/queue/boss";
import { isStillMine } from "./rules";

export type NewEmail = {
  freelancerId: string | null;
  kind: string;
  /** There is only ever one email for a key. */
  dedupeKey: string;
  projectId?: string;
  contactId?: string;
  fromName: string;
  replyTo: string | null;
  toName: string;
  toAddress: string;
  subject: string;
  words: Words;
  /** When the first event in it happened. Defaults to the database's clock. */
  createdAt?: Date;
  sendAt: Date;
  /** What the reader can unsubscribe from. Defaults to project mail. */
  purpose?: "PROJECT" | "SURVEY" | "DIGEST";
  /** Whether it is sent only in the contact's working hours. Defaults to any hour. */
  inHours?: boolean;
};

/**
 * Adds an email to the outbox in the caller's transaction, so it is saved together with the change
 * it reports. If the key is taken, nothing is added: a cancelled email is put back with the new
 * words, and any other stays as it is. Returns the email's id.
 */
export async function enqueueEmail(tx: Tx, email: NewEmail): Promise<string> {
  const { words, ...rest } = email;
  const data = { ...rest, wordsCipher: seal("email", JSON.stringify(wordsShape.parse(words))) };
  const inserted = await tx.email.createManyAndReturn({
    data: [data],
    skipDuplicates: true,
    select: { id: true },
  });
  let id = inserted[0]?.id;
  if (!id) {
    const known = await tx.email.findUniqueOrThrow({
      where: { dedupeKey: email.dedupeKey },
      select: { id: true, cancelledAt: true, frozenAt: true },
    });
    id = known.id;
    if (known.cancelledAt && !known.frozenAt)
      await tx.email.update({
        where: { id },
        data: { ...data, cancelledAt: null, settledAt: null, postponedFrom: null },
      });
  }
  await wake(tx, "deliver-emails", email.sendAt);
  if (email.freelancerId) await notifyStudio(tx, email.freelancerId);
  return id;
}

/**
 * Cancels an email that is not frozen yet; the same event may put it back. Returns true when it
 * won't be sent, false when it is too late.
 */
export async function cancelEmail(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { cancelledAt: now, settledAt: now },
  });
  return count === 1;
}

/**
 * Cancels an email that is not frozen yet, for good. Returns true when it won't be sent, false when
 * it is too late.
 */
export async function skipWaiting(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { skippedAt: now, settledAt: now },
  });
  return count === 1;
}

/**
 * Cancels the waiting emails a contact has unsubscribed from, in the caller's transaction. Frozen
 * emails are checked again just before they are sent.
 */
export async function skipUnwanted(tx: Tx, contactId: string, now: Date): Promise<void> {
  await lockMendable(tx, contactId);
  await tx.email.updateMany({
    where: { contactId, purpose: { in: ["SURVEY", "DIGEST"] }, settledAt: null, frozenAt: null },
    data: {
      skippedAt: now,
      settledAt: now,
      lastError: "This contact has unsubscribed from surveys and progress updates.",
    },
  });
}

/** Emails that wait or need review, and have not been handed over in their current form. */
const isMendable = {
  frozenAt: null,
  OR: [{ settledAt: null }, { needsReviewAt: { not: null } }],
} satisfies Prisma.EmailWhereInput;

/**
 * Puts the contact's new page link into every waiting email, or removes the link when there is
 * none. Frozen emails keep the old link.
 */
export async function relinkEmails(
  tx: Tx,
  contactId: string,
  oldToken: string,
  newToken: string | null,
): Promise<void> {
  await lockMendable(tx, contactId);
  const waiting = await tx.email.findMany({
    where: { contactId, ...isMendable },
    select: { id: true, subject: true, wordsCipher: true },
  });
  for (const email of waiting) {
    const { link, ...words } = openWords(email.wordsCipher);
    if (!link?.url.includes(oldToken)) continue;
    const mended: Words = newToken
      ? { ...words, link: { ...link, url: link.url.replace(oldToken, newToken) } }
      : words;
    await tx.email.update({
      where: { id: email.id },
      data: { wordsCipher: seal("email", JSON.stringify(mended)) },
    });
  }
}

/**
 * Updates the name and address on every waiting email to a contact. Frozen emails keep the old
 * ones.
 */
export async function readdressEmails(
  tx: Tx,
  contactId: string,
  to: { toName: string; toAddress: string },
): Promise<void> {
  await lockMendable(tx, contactId);
  await tx.email.updateMany({ where: { contactId, ...isMendable }, data: to });
}

/** Replaces the words of a waiting email. Returns false when it has been frozen in the meantime. */
export async function rewriteEmail(
  tx: Tx,
  emailId: string,
  subject: string,
  words: Words,
): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { subject, wordsCipher: seal("email", JSON.stringify(wordsShape.parse(words))) },
  });
  return count === 1;
}

/** Saves the freelancer's edit of a waiting email. The greeting, link and signature stay. */
export async function editEmail(
  scope: Scope,
  input: { emailId: string; subject: string; text: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, scope, input.emailId);
    const words = openWords(email.wordsCipher);
    await rewriteEmail(tx, email.id, input.subject, {
      ...words,
      paragraphs: paragraphsOf(input.text),
    });
    await tx.email.update({ where: { id: email.id }, data: { editedAt: now } });
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Sends a waiting email now, whatever the reader's hour, in the caller's transaction. Returns false
 * when it is frozen or settled.
 */
export async function hastenEmail(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { sendAt: now, inHours: false, postponedFrom: null },
  });
  if (count === 1) await wake(tx, "deliver-emails", now);
  return count === 1;
}

/**
 * Moves a waiting email to another time, with or without working hours, in the caller's
 * transaction. Returns false when it is frozen or settled.
 */
export async function rescheduleEmail(
  tx: Tx,
  emailId: string,
  sendAt: Date,
  inHours: boolean,
): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { sendAt, inHours, postponedFrom: null },
  });
  if (count === 1) await wake(tx, "deliver-emails", sendAt);
  return count === 1;
}

/** Sends one of the freelancer's waiting emails now. */
export async function sendEmailNow(scope: Scope, emailId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, scope, emailId);
    await hastenEmail(tx, email.id, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** Cancels a waiting email. It stays readable and its key stays taken. */
export async function skipEmail(scope: Scope, emailId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, scope, emailId);
    await skipWaiting(tx, email.id, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Locks a contact's editable emails, always in the same order, so that two transactions cannot
 * deadlock.
 */
async function lockMendable(tx: Tx, contactId: string): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Email" WHERE "contactId" = ${contactId}::uuid AND "frozenAt" IS NULL AND ("settledAt" IS NULL OR "needsReviewAt" IS NOT NULL) ORDER BY "id" FOR NO KEY UPDATE`,
  );
}

function openWords(cipher: Uint8Array): Words {
  return wordsShape.parse(JSON.parse(unseal("email", cipher)));
}

async function lockEmail(tx: Tx, scope: Scope, emailId: string) {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Email" WHERE "id" = ${emailId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`,
  );
  const email = await tx.email.findUnique({
    where: { id: emailId, freelancerId: scope.freelancerId },
    select: { id: true, frozenAt: true, settledAt: true, wordsCipher: true },
  });
  if (!email) throw notFound("email");
  if (!isStillMine(email))
    throw new Refusal(
      "too-late",
      "This email has already been sent or cancelled, so it can’t be changed.",
    );
  return email;
}
