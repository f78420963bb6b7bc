import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { words as wordsShape, type Words } from "@/email/words";
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
};

/**
 * Puts a letter in the outbox, in the caller's transaction: with the fact it tells of, or not at all.
 * Under a key that is taken nothing is added: one that was withdrawn before it left is put back with
 * the new words; any other stays as it is. Answers the letter's id.
 */
export async function enqueueLetter(tx: Tx, letter: NewLetter): Promise<string> {
  const { words, ...rest } = letter;
  const data = { ...rest, wordsCipher: seal("letter", JSON.stringify(wordsShape.parse(words))) };
  const inserted = await tx.letter.createManyAndReturn({ data: [data], skipDuplicates: true, select: { id: true } });
  let id = inserted[0]?.id;
  if (!id) {
    const known = await tx.letter.findUniqueOrThrow({ where: { dedupeKey: letter.dedupeKey }, select: { id: true, withdrawnAt: true, frozenAt: true } });
    id = known.id;
    if (known.withdrawnAt && !known.frozenAt) await tx.letter.update({ where: { id }, data: { ...data, withdrawnAt: null, settledAt: null } });
  }
  await wake(tx, "carry-letters", letter.leavesAt);
  if (letter.freelancerId) await notifyStudio(tx, letter.freelancerId);
  return id;
}

/** Takes back a letter that has not been frozen yet. True when it will not leave; false when it is too late. */
export async function withdrawLetter(tx: Tx, letterId: string, now: Date): Promise<boolean> {
  const { count } = await tx.letter.updateMany({ where: { id: letterId, frozenAt: null, settledAt: null }, data: { withdrawnAt: now, settledAt: now } });
  return count === 1;
}

/** New words for a letter that waits. False when it has been frozen meanwhile. */
export async function rewriteLetter(tx: Tx, letterId: string, subject: string, words: Words): Promise<boolean> {
  const { count } = await tx.letter.updateMany({
    where: { id: letterId, frozenAt: null, settledAt: null },
    data: { subject, wordsCipher: seal("letter", JSON.stringify(wordsShape.parse(words))) },
  });
  return count === 1;
}

/** The freelancer's own words for a letter that waits; its greeting, link and signature stay. */
export async function editLetter(scope: Scope, input: { letterId: string; subject: string; text: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const letter = await lockLetter(tx, scope, input.letterId);
    const words = wordsShape.parse(JSON.parse(unseal("letter", letter.wordsCipher)));
    const paragraphs = input.text.replace(/\r\n?/g, "\n").split(/\n{2,}/).map((paragraph) => paragraph.trim()).filter(Boolean);
    await rewriteLetter(tx, letter.id, input.subject, { ...words, paragraphs });
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** Lets a waiting letter leave now, in the caller's transaction. False when it has been frozen or settled. */
export async function hastenLetter(tx: Tx, letterId: string, now: Date): Promise<boolean> {
  const { count } = await tx.letter.updateMany({ where: { id: letterId, frozenAt: null, settledAt: null }, data: { leavesAt: now } });
  if (count === 1) await wake(tx, "carry-letters", now);
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
    await tx.letter.update({ where: { id: letter.id }, data: { skippedAt: now, settledAt: now } });
    await notifyStudio(tx, scope.freelancerId);
  });
}

async function lockLetter(tx: Tx, scope: Scope, letterId: string) {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "Letter" WHERE "id" = ${letterId}::uuid FOR UPDATE`);
  const letter = await tx.letter.findUnique({
    where: { id: letterId, freelancerId: scope.freelancerId },
    select: { id: true, frozenAt: true, settledAt: true, wordsCipher: true },
  });
  if (!letter) throw notFound("letter");
  if (!isStillMine(letter)) throw new Refusal("too-late", "This letter has already left, or was taken back: it can no longer be changed.");
  return letter;
}
