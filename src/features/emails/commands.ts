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
  /** One email for ever under one key. */
  dedupeKey: string;
  projectId?: string;
  contactId?: string;
  fromName: string;
  replyTo: string | null;
  toName: string;
  toAddress: string;
  subject: string;
  words: Words;
  /** When the first fact it tells of happened; the database's clock where it is left out. */
  createdAt?: Date;
  sendAt: Date;
  /** What its reader may say no to; project mail where it is left out. */
  purpose?: "PROJECT" | "SURVEY" | "DIGEST";
  /** Leaves only in the contact's working hours; at any hour where it is left out. */
  inHours?: boolean;
};

/**
 * Puts an email in the outbox, in the caller's transaction: with the fact it tells of, or not at all.
 * Under a key that is taken nothing is added: one that was cancelled before it left is put back with
 * the new words; any other stays as it is. Returns the email's id.
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

/** Takes back an email that has not been frozen yet; the same fact may put it back. True when it will not leave; false when it is too late. */
export async function cancelEmail(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { cancelledAt: now, settledAt: now },
  });
  return count === 1;
}

/** Stops an email that has not been frozen yet, for good. True when it will not leave; false when it is too late. */
export async function skipWaiting(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { skippedAt: now, settledAt: now },
  });
  return count === 1;
}

/** What a contact wants no more of does not leave, in the caller's transaction; what has been frozen is looked at once more before it does. */
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

/** What waits, or waits for a decision, and has not been handed over as it is. */
const isMendable = {
  frozenAt: null,
  OR: [{ settledAt: null }, { needsReviewAt: { not: null } }],
} satisfies Prisma.EmailWhereInput;

/**
 * Gives every waiting email to a contact the new address of their page; without one, no link at all.
 * What has been frozen keeps the old.
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

/** Every waiting email to a contact goes to them as they are known now. What has been frozen keeps the old name and address. */
export async function readdressEmails(
  tx: Tx,
  contactId: string,
  to: { toName: string; toAddress: string },
): Promise<void> {
  await lockMendable(tx, contactId);
  await tx.email.updateMany({ where: { contactId, ...isMendable }, data: to });
}

/** New words for an email that waits. False when it has been frozen meanwhile. */
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

/** The freelancer's own words for an email that waits; its greeting, link and signature stay. */
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

/** Lets a waiting email leave now, whatever the hour is for its reader, in the caller's transaction. False when it has been frozen or settled. */
export async function hastenEmail(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  const { count } = await tx.email.updateMany({
    where: { id: emailId, frozenAt: null, settledAt: null },
    data: { sendAt: now, inHours: false, postponedFrom: null },
  });
  if (count === 1) await wake(tx, "deliver-emails", now);
  return count === 1;
}

/** Lets a waiting email leave at another time, in its reader's working hours or at any, in the caller's transaction. False when it has been frozen or settled. */
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

/** Lets a waiting email of the freelancer's leave now. */
export async function sendEmailNow(scope: Scope, emailId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, scope, emailId);
    await hastenEmail(tx, email.id, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** A waiting email will not leave. It stays readable, and its key stays taken. */
export async function skipEmail(scope: Scope, emailId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const email = await lockEmail(tx, scope, emailId);
    await skipWaiting(tx, email.id, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** Holds a contact's emails that can be mended, always in one order: who takes several in another could wait for this for ever. */
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
