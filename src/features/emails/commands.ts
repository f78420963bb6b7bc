import type { Prisma, Tx } from "@/db/client";
import { words as wordsShape, type Words } from "@/mail/words";
import { seal, unseal } from "@/lib/tokens";
import { rememberIdentity } from "./quarantine/commands";
import { wake } from "@/queue/boss";
import type { Envelope } from "./envelope";
import { fitEmail } from "./fit";
import { emailKinds, type EmailKind } from "./kinds";

/** An email's own words: what the rooms write, and nothing of who it goes to. */
export type Written = { subject: string; words: Words };

export type NewEmail = Omit<Envelope, "freelancerId"> &
  Written & {
    /** Empty for a sign-in link alone, which belongs to no studio. */
    freelancerId: string | null;
    kind: EmailKind;
    /** One email for ever under one key. */
    dedupeKey: string;
    projectId?: string;
    /** Whose own thread it is about, where it is about no project. */
    clientId?: string;
    /** The assignment it is about, between the freelancer and a subcontractor. */
    assignmentId?: string;
    /** The request that it makes, or reminds of. */
    requestId?: string;
    /** When the first fact it tells of happened; the database's clock where it is left out. */
    createdAt?: Date;
    sendAt: Date;
    /** Sent only in the contact's working hours; at any hour where it is left out. */
    inHours?: boolean;
  };

/**
 * Puts an email in the outbox, in the caller's transaction: with the fact it tells of, or not at all.
 * Under a key that is taken nothing is added: one that was cancelled before it was sent is put back with
 * the new words; any other stays as it is. Returns the email's id.
 */
export async function enqueueEmail(tx: Tx, email: NewEmail): Promise<string> {
  await rememberIdentity(tx);
  const { words, ...rest } = fitEmail(email);
  const data = { ...rest, purpose: emailKinds[email.kind].purpose, wordsCipher: sealWords(words) };
  const inserted = await tx.email.createManyAndReturn({
    data: [data],
    skipDuplicates: true,
    select: { id: true },
  });
  let id = inserted[0]?.id;
  if (!id) {
    const existing = await tx.email.findUniqueOrThrow({
      where: { dedupeKey: email.dedupeKey },
      select: { id: true, cancelledAt: true, frozenAt: true },
    });
    id = existing.id;
    if (existing.cancelledAt && !existing.frozenAt)
      await tx.email.update({
        where: { id },
        data: { ...data, cancelledAt: null, settledAt: null, postponedFrom: null },
      });
  }
  wake(tx, "deliver-emails", email.sendAt);
  return id;
}

/** What the emails of a batch have in common: a project, or a client's own thread. */
export type About =
  | { projectId: string; clientId?: never; assignmentId?: string }
  | { projectId: null; clientId: string; assignmentId?: never };

type Batch = About & {
  kind: EmailKind;
  envelope: Envelope;
  /** When the new fact happened. */
  at: Date;
  /** For how long an email that is begun now waits for more. */
  delaySeconds: number;
};

/**
 * Adds a fact to the waiting email about its kind, project (or client) and reader, or begins one. `compose` is given
 * the instant of the first fact that the email tells of and returns its words, under the id of the newest fact; null
 * when there is nothing to say any more, and then one that waits is cancelled. One that the freelancer has edited is
 * left as it is, and what comes after begins another. The project or client is locked by the caller, so that a batch
 * has one email.
 */
export async function gatherEmail(
  tx: Tx,
  { kind, envelope, at, delaySeconds, ...about }: Batch,
  compose: (since: Date) => Promise<(Written & { newestId: string }) | null>,
): Promise<void> {
  const { contactId = null, subcontractorId = null } = envelope;
  const readers = { contactId, subcontractorId };
  const waiting = await findWaitingEmail(tx, { kind, ...about, ...readers });
  const written = await compose(waiting?.createdAt ?? at);
  if (!written) {
    if (waiting) await cancelEmail(tx, waiting.id, at);
    return;
  }
  const { newestId, ...own } = written;
  if (waiting && (await rewriteEmail(tx, waiting.id, own))) return;
  await enqueueEmail(tx, {
    ...envelope,
    ...own,
    kind,
    projectId: about.projectId ?? undefined,
    clientId: about.clientId,
    assignmentId: about.assignmentId,
    dedupeKey: `${kind}:${newestId}:${contactId ?? subcontractorId ?? "freelancer"}`,
    createdAt: at,
    sendAt: new Date(at.getTime() + delaySeconds * 1000),
  });
}

/** The email of a kind about a project that waits for its reader, as the product wrote it; null when none does. */
export function findWaitingEmail(
  tx: Tx,
  about: About & { kind: EmailKind; contactId: string | null; subcontractorId?: string | null },
) {
  const { assignmentId = null, subcontractorId = null } = about;
  return tx.email.findFirst({
    where: { ...about, assignmentId, subcontractorId, ...isWaiting, editedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, createdAt: true },
  });
}

export const isWaiting = { frozenAt: null, settledAt: null } satisfies Prisma.EmailWhereInput;

/** Changes an email that waits. False when it has been frozen or settled. */
async function changeWaiting(
  tx: Tx,
  emailId: string,
  data: Prisma.EmailUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.email.updateMany({ where: { id: emailId, ...isWaiting }, data });
  return count === 1;
}

/**
 * Cancels an email that has not been frozen yet; the same fact may put it back. True when it is not
 * sent; false when it is too late.
 */
export function cancelEmail(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  return changeWaiting(tx, emailId, { cancelledAt: now, settledAt: now });
}

/** Cancels every email of some kinds about an assignment that waits, in the caller's transaction. */
export async function cancelWaitingAbout(
  tx: Tx,
  { kinds, ...which }: { kinds: EmailKind[]; freelancerId: string; assignmentId: string },
  now: Date,
): Promise<void> {
  await tx.email.updateMany({
    where: { ...which, kind: { in: kinds }, ...isWaiting },
    data: { cancelledAt: now, settledAt: now },
  });
}

/**
 * Cancels every email of a kind about a project that waits, for whomever or for one person, in the caller's
 * transaction.
 */
export async function cancelWaiting(
  tx: Tx,
  which: { kind: EmailKind; projectId: string; contactId?: string },
  now: Date,
): Promise<void> {
  await tx.email.updateMany({
    where: { ...which, ...isWaiting },
    data: { cancelledAt: now, settledAt: now },
  });
}

/** Cancels every email of a kind, or about a request, that waits, in the caller's transaction. */
export async function cancelWaitingOf(
  tx: Tx,
  which: { freelancerId: string } & ({ kind: EmailKind } | { requestId: string }),
  now: Date,
): Promise<void> {
  await tx.email.updateMany({
    where: { ...which, ...isWaiting },
    data: { cancelledAt: now, settledAt: now },
  });
}

/** Stops an email that has not been frozen yet, for good. True when it is not sent; false when it is too late. */
export function skipWaiting(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  return changeWaiting(tx, emailId, { skippedAt: now, settledAt: now });
}

/** New words for an email that waits. False when it has been frozen or settled meanwhile. */
export function rewriteEmail(tx: Tx, emailId: string, written: Written): Promise<boolean> {
  const { subject, words } = fitEmail(written);
  return changeWaiting(tx, emailId, { subject, wordsCipher: sealWords(words) });
}

/** Together with the transaction or not at all: the worker looks for what is due at an instant that is to come. */
export function lookAt(tx: Tx, at: Date): void {
  wake(tx, "deliver-emails", at);
}

/** Sends a waiting email now, whatever the hour is for its reader. False when it has been frozen or settled. */
export async function hastenEmail(tx: Tx, emailId: string, now: Date): Promise<boolean> {
  return rescheduleEmail(tx, emailId, now, false);
}

/**
 * Sends a waiting email at another time, in its reader's working hours or at any. False when it has
 * been frozen or settled.
 */
export async function rescheduleEmail(
  tx: Tx,
  emailId: string,
  sendAt: Date,
  inHours: boolean,
): Promise<boolean> {
  const isMoved = await changeWaiting(tx, emailId, { sendAt, inHours, postponedFrom: null });
  if (isMoved) wake(tx, "deliver-emails", sendAt);
  return isMoved;
}

/** The words of an email as they are stored: encrypted, since they may hold a secret link. */
export function sealWords(words: Words) {
  return seal("email", JSON.stringify(wordsShape.parse(words)));
}

/** What is left of an email whose words are forgotten: that it was, to whom, when and about what. */
export function forgottenWords(now: Date) {
  const wordsCipher = sealWords({ greeting: "", paragraphs: [], signature: "" });
  return { wordsCipher, frozenCipher: null, lastError: null, forgottenAt: now };
}

export function openWords(cipher: Uint8Array): Words {
  return wordsShape.parse(JSON.parse(unseal("email", cipher)));
}
