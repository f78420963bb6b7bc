import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { enqueueEmail } from "@/features/emails/commands";
import { studioEnvelope, toFreelancer } from "@/features/emails/envelope";
import { byFreelancer, record } from "@/features/history/commands";
import { refusal } from "@/language/refusals";
import { studioLocaleOf } from "@/language/studio";
import { notFound } from "@/lib/errors";
import { hashToken, newToken, parseToken } from "@/lib/tokens";
import { quietAnswered } from "./emails";
import { QUIET_CHECK_DAYS, quietStateOf } from "./rules";
import type { QuietAnswer } from "./schema";

/**
 * Opens the one question to a client who has been quiet since a project, in the caller's transaction. Returns its
 * secret token, of which the hash is stored.
 */
export async function openQuietCheck(
  tx: Tx,
  about: { freelancerId: string; clientId: string; contactId: string; projectId: string },
  now: Date,
): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(now.getTime() + QUIET_CHECK_DAYS * 86_400_000);
  await tx.quietCheck.create({
    data: { ...about, tokenHash: hashToken(token), askedAt: now, expiresAt },
  });
  return token;
}

/** Deletes a question whose email was cancelled: it was never asked. An answered one stays. */
export async function dropQuietCheck(
  tx: Tx,
  about: { projectId: string; contactId: string },
): Promise<void> {
  await tx.quietCheck.deleteMany({ where: { ...about, answeredAt: null } });
}

const answered = {
  id: true,
  freelancerId: true,
  clientId: true,
  contactId: true,
  projectId: true,
  answeredAt: true,
  expiresAt: true,
  contact: { select: { name: true } },
  client: { select: { name: true, studio: { select: studioEnvelope } } },
} satisfies Prisma.QuietCheckSelect;

/**
 * Takes the answer of a client who has been quiet, by the secret in the link. The first one counts, however many are
 * sent at once; the freelancer gets one email about it in the same transaction. It opens no case by itself. An unknown
 * link is not found; refused once it is answered or has run out.
 */
export async function answerQuietCheck(
  rawToken: string,
  answer: QuietAnswer,
  now: Date,
): Promise<void> {
  const token = parseToken(rawToken);
  if (!token) throw notFound("page");
  await inTransaction(async (tx) => {
    const where = { tokenHash: hashToken(token) };
    const found = await tx.quietCheck.findUnique({
      where,
      select: { freelancerId: true, clientId: true },
    });
    if (!found) throw notFound("page");
    await lock(tx, found, { client: found.clientId });
    const check = await tx.quietCheck.findUniqueOrThrow({ where, select: answered });
    const state = quietStateOf(check, now);
    if (state === "answered") throw refusal("too-late", "surveyAnswered");
    if (state === "expired") throw refusal("too-late", "surveyClosed");
    const { id, freelancerId, clientId, contactId, projectId } = check;
    const { reason, words = "", isComplaint } = answer;
    await tx.quietCheck.update({
      where: { id },
      data: { answeredAt: now, reason, words, isComplaint },
    });
    const parties = { freelancerId, actor: "CONTACT" as const, clientId, projectId, contactId };
    const data = { reason };
    const fact = { kind: "quietCheck.answered" as const, at: now, subjectId: id, data };
    await record(tx, { ...parties, ...fact });
    await emailAnswer(tx, check, answer, now);
  });
}

type Answered = Prisma.QuietCheckGetPayload<{ select: typeof answered }>;

/** The email to the freelancer about an answer. */
async function emailAnswer(
  tx: Tx,
  { id, clientId, projectId, client, contact }: Answered,
  { reason, words = "", isComplaint }: QuietAnswer,
  now: Date,
): Promise<void> {
  const { studio } = client;
  const facts = {
    freelancerName: studio.freelancerName,
    contactName: contact.name,
    clientName: client.name,
    clientId,
    reason,
    words,
    isComplaint,
  };
  await enqueueEmail(tx, {
    ...toFreelancer(studio),
    ...quietAnswered(studioLocaleOf(studio.language), facts),
    kind: "quietClient.answered",
    dedupeKey: `quietClient.answered:${id}`,
    projectId,
    sendAt: now,
  });
}

/** The freelancer has noted an answer: it needs nothing any more. */
export async function noteQuietAnswer(
  scope: Scope,
  quietCheckId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: quietCheckId, freelancerId: scope.freelancerId, answeredAt: { not: null } };
    const found = await tx.quietCheck.findUnique({
      where,
      select: { clientId: true },
    });
    if (!found) throw notFound("answer");
    const { count } = await tx.quietCheck.updateMany({
      where: { ...where, notedAt: null },
      data: { notedAt: now },
    });
    if (count === 0) return;
    const about = { clientId: found.clientId, subjectId: quietCheckId };
    await record(tx, { ...byFreelancer(scope), kind: "quietCheck.noted", at: now, ...about });
  });
}
