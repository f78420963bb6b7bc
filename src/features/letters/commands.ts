import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { words as wordsShape, type Words } from "@/email/words";
import { paragraphsOf } from "@/language/plain";
import { notFound, Refusal } from "@/lib/errors";
import { seal, unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { wake } from "@/queue/boss";
import { isStillMine } from "./rules";

export type NewLetter = {
  freelancerId: string | null;
  kind: string;
  /** One letter for ever under one key. */
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
  leavesAt: Date;
  /** What its reader may say no to; project mail where it is left out. */
  purpose?: "PROJECT" | "SURVEY" | "DIGEST";
  /** Leaves only in the contact's working hours; at any hour where it is left out. */
  inHours?: boolean;
};

/**
 * Puts a letter in the outbox, in the caller's transaction: with the fact it tells of, or not at all.
 * Under a key that is taken nothing is added: one that was withdrawn before it left is put back with
 * the new words; any other stays as it is. Answers the letter's id.
 */
export async function enqueueLetter(tx: Tx, letter: NewLetter): Promise<string> {
  const { words, ...rest } = letter;
  const data = { ...rest, wordsCipher: seal("letter", JSON.stringify(wordsShape.parse(words))) };
  const inserted = await tx.letter.createManyAndReturn({
    data: [data],
    skipDuplicates: true,
    select: { id: true },
  });
  let id = inserted[0]?.id;
  if (!id) {
    const known = await tx.letter.findUniqueOrThrow({
      where: { dedupeKey: letter.dedupeKey },
      select: { id: true, withdrawnAt: true, frozenAt: true },
    });
    id = known.id;
    if (known.withdrawnAt && !known.frozenAt)
      await tx.letter.update({
        where: { id },
        data: { ...data, withdrawnAt: null, settledAt: null, postponedFrom: null },
      });
  }
  await wake(tx, "carry-letters", letter.leavesAt);
  if (letter.freelancerId) await notifyStudio(tx, letter.freelancerId);
  return id;
}

/** Takes back a letter that has not been frozen yet; the same fact may put it back. True when it will not leave; false when it is too late. */
export async function withdrawLetter(tx: Tx, letterId: string, now: Date): Promise<boolean> {
  const { count } = await tx.letter.updateMany({
    where: { id: letterId, frozenAt: null, settledAt: null },
    data: { withdrawnAt: now, settledAt: now },
  });
  return count === 1;
}

/** Stops a letter that has not been frozen yet, for good. True when it will not leave; false when it is too late. */
export async function stopLetter(tx: Tx, letterId: string, now: Date): Promise<boolean> {
  const { count } = await tx.letter.updateMany({
    where: { id: letterId, frozenAt: null, settledAt: null },
    data: { skippedAt: now, settledAt: now },
  });
  return count === 1;
}

/** What a contact wants no more of does not leave, in the caller's transaction; what has been frozen is looked at once more before it does. */
export async function stopUnwanted(tx: Tx, contactId: string, now: Date): Promise<void> {
  await lockMendable(tx, contactId);
  await tx.letter.updateMany({
    where: { contactId, purpose: { in: ["SURVEY", "DIGEST"] }, settledAt: null, frozenAt: null },
    data: {
      skippedAt: now,
      settledAt: now,
      lastError: "This contact wants no surveys and no digests.",
    },
  });
}

/** What waits, or waits for a decision, and has not been handed over as it is. */
const isMendable = {
  frozenAt: null,
  OR: [{ settledAt: null }, { needsReviewAt: { not: null } }],
} satisfies Prisma.LetterWhereInput;

/**
 * Gives every waiting letter to a contact the new address of their page; without one, no link at all.
 * What has been frozen keeps the old.
 */
export async function relinkLetters(
  tx: Tx,
  contactId: string,
  oldToken: string,
  newToken: string | null,
): Promise<void> {
  await lockMendable(tx, contactId);
  const waiting = await tx.letter.findMany({
    where: { contactId, ...isMendable },
    select: { id: true, subject: true, wordsCipher: true },
  });
  for (const letter of waiting) {
    const { link, ...words } = openWords(letter.wordsCipher);
    if (!link?.url.includes(oldToken)) continue;
    const mended: Words = newToken
      ? { ...words, link: { ...link, url: link.url.replace(oldToken, newToken) } }
      : words;
    await tx.letter.update({
      where: { id: letter.id },
      data: { wordsCipher: seal("letter", JSON.stringify(mended)) },
    });
  }
}

/** Every waiting letter to a contact goes to them as they are known now. What has been frozen keeps the old name and address. */
export async function readdressLetters(
  tx: Tx,
  contactId: string,
  to: { toName: string; toAddress: string },
): Promise<void> {
  await lockMendable(tx, contactId);
  await tx.letter.updateMany({ where: { contactId, ...isMendable }, data: to });
}

/** New words for a letter that waits. False when it has been frozen meanwhile. */
export async function rewriteLetter(
  tx: Tx,
  letterId: string,
  subject: string,
  words: Words,
): Promise<boolean> {
  const { count } = await tx.letter.updateMany({
    where: { id: letterId, frozenAt: null, settledAt: null },
    data: { subject, wordsCipher: seal("letter", JSON.stringify(wordsShape.parse(words))) },
  });
  return count === 1;
}

/** The freelancer's own words for a letter that waits; its greeting, link and signature stay. */
export async function editLetter(
  scope: Scope,
  input: { letterId: string; subject: string; text: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const letter = await lockLetter(tx, scope, input.letterId);
    const words = openWords(letter.wordsCipher);
    await rewriteLetter(tx, letter.id, input.subject, {
      ...words,
      paragraphs: paragraphsOf(input.text),
    });
    await tx.letter.update({ where: { id: letter.id }, data: { editedAt: now } });
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** Lets a waiting letter leave now, whatever the hour is for its reader, in the caller's transaction. False when it has been frozen or settled. */
export async function hastenLetter(tx: Tx, letterId: string, now: Date): Promise<boolean> {
  const { count } = await tx.letter.updateMany({
    where: { id: letterId, frozenAt: null, settledAt: null },
    data: { leavesAt: now, inHours: false, postponedFrom: null },
  });
  if (count === 1) await wake(tx, "carry-letters", now);
  return count === 1;
}

/** Lets a waiting letter leave at another time, in its reader's working hours or at any, in the caller's transaction. False when it has been frozen or settled. */
export async function moveLetter(
  tx: Tx,
  letterId: string,
  leavesAt: Date,
  inHours: boolean,
): Promise<boolean> {
  const { count } = await tx.letter.updateMany({
    where: { id: letterId, frozenAt: null, settledAt: null },
    data: { leavesAt, inHours, postponedFrom: null },
  });
  if (count === 1) await wake(tx, "carry-letters", leavesAt);
  return count === 1;
}

/** Lets a waiting letter of the freelancer's leave now. */
export async function sendLetterNow(scope: Scope, letterId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const letter = await lockLetter(tx, scope, letterId);
    await hastenLetter(tx, letter.id, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** A waiting letter will not leave. It stays readable, and its key stays taken. */
export async function skipLetter(scope: Scope, letterId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const letter = await lockLetter(tx, scope, letterId);
    await stopLetter(tx, letter.id, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** Holds a contact's letters that can be mended, always in one order: who takes several in another could wait for this for ever. */
async function lockMendable(tx: Tx, contactId: string): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Letter" WHERE "contactId" = ${contactId}::uuid AND "frozenAt" IS NULL AND ("settledAt" IS NULL OR "needsReviewAt" IS NOT NULL) ORDER BY "id" FOR NO KEY UPDATE`,
  );
}

function openWords(cipher: Uint8Array): Words {
  return wordsShape.parse(JSON.parse(unseal("letter", cipher)));
}

async function lockLetter(tx: Tx, scope: Scope, letterId: string) {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Letter" WHERE "id" = ${letterId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`,
  );
  const letter = await tx.letter.findUnique({
    where: { id: letterId, freelancerId: scope.freelancerId },
    select: { id: true, frozenAt: true, settledAt: true, wordsCipher: true },
  });
  if (!letter) throw notFound("letter");
  if (!isStillMine(letter))
    throw new Refusal(
      "too-late",
      "This letter has already left, or was taken back: it can no longer be changed.",
    );
  return letter;
}
