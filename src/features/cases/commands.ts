import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import type { CaseOutcome, Channel, ComplaintAbout } from "@/db/enums";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";

export type Complaining = {
  freelancerId: string;
  clientId: string;
  contactId: string;
  projectId: string | null;
  surveyId?: string;
  channel: Channel;
  words: string;
  about?: ComplaintAbout[];
  publicUrl?: string;
  /** Whose doing it is that it is written down. */
  actor: "CONTACT" | "FREELANCER";
};

/**
 * Adds a complaint to the client's open case, or opens one with it, in the transaction that holds the client. The
 * answer to one survey is one complaint, whose words are those of its latest answer; what is written down by hand
 * twice in the same words, as a second press does, is one. Returns the case, and whether it is new.
 */
export async function addComplaint(
  tx: Tx,
  complaint: Complaining,
  now: Date,
): Promise<{ caseId: string; isNew: boolean }> {
  const { freelancerId, clientId, contactId, projectId, actor, ...said } = complaint;
  const open = await tx.case.findUnique({
    where: { openFor: clientId, freelancerId },
    select: { id: true },
  });
  const parties = { freelancerId, contactId, projectId };
  if (open && (await isWritten(tx, open.id, complaint))) return { caseId: open.id, isNew: false };
  const { id: caseId } =
    open ??
    (await tx.case.create({
      data: { ...parties, clientId, openFor: clientId, openedAt: now },
      select: { id: true },
    }));
  await saveComplaint(tx, { ...parties, ...said, caseId, at: now });
  const about = { clientId, projectId: projectId ?? undefined, contactId, subjectId: caseId };
  await record(tx, {
    freelancerId,
    actor,
    at: now,
    ...about,
    kind: open ? "case.complaintAdded" : "case.opened",
    data: { channel: complaint.channel },
  });
  return { caseId, isNew: !open };
}

/** Whether a case has this complaint already, from the same person by the same channel. */
async function isWritten(tx: Tx, caseId: string, complaint: Complaining): Promise<boolean> {
  const { freelancerId, contactId, projectId, channel, words, surveyId } = complaint;
  if (surveyId) return false;
  const same = { freelancerId, caseId, contactId, projectId, channel, words };
  return (await tx.complaint.findFirst({ where: same, select: { id: true } })) !== null;
}

async function saveComplaint(tx: Tx, data: Prisma.ComplaintUncheckedCreateInput): Promise<void> {
  const { surveyId, freelancerId, words, caseId } = data;
  const existing = surveyId
    ? await tx.complaint.findUnique({
        where: { freelancerId_surveyId: { freelancerId, surveyId } },
        select: { id: true },
      })
    : null;
  if (!existing) await tx.complaint.create({ data });
  // An answer that is changed after its case was closed belongs to the one that it opens again.
  else await tx.complaint.update({ where: { id: existing.id }, data: { words, caseId } });
}

/**
 * Saves what exactly was not right, in the transaction that holds the client, in place of what the same person said
 * before: the form that they change it in begins with that.
 */
export async function saveSpecifics(
  tx: Tx,
  complaint: {
    id: string;
    freelancerId: string;
    contactId: string;
    projectId: string | null;
    caseId: string;
  },
  said: { about: ComplaintAbout[]; specifics: string },
  now: Date,
): Promise<void> {
  const { id, freelancerId, contactId, projectId, caseId } = complaint;
  await tx.complaint.update({ where: { id }, data: { ...said, specifiedAt: now } });
  await record(tx, {
    freelancerId,
    actor: "CONTACT",
    at: now,
    kind: "case.specified",
    projectId: projectId ?? undefined,
    contactId,
    subjectId: caseId,
  });
}

export type LockedCase = Prisma.CaseGetPayload<{ select: typeof lockedCase }>;

/** What a command asks of a case. */
export const lockedCase = {
  id: true,
  freelancerId: true,
  clientId: true,
  contactId: true,
  projectId: true,
  openedAt: true,
  firstRespondedAt: true,
  apologyText: true,
  draftVersion: true,
  apologyEmailId: true,
  apologizedAt: true,
  repliedAt: true,
  closedAt: true,
  email: { select: { settledAt: true, sentAt: true, needsReviewAt: true } },
} satisfies Prisma.CaseSelect;

/** A case of the freelancer's, with its client locked. A stranger's is not found; a closed one is refused. */
export async function lockCase(tx: Tx, scope: Scope, caseId: string): Promise<LockedCase> {
  const where = { id: caseId, freelancerId: scope.freelancerId };
  const found = await tx.case.findUnique({ where, select: { clientId: true } });
  if (!found) throw notFound("case");
  await lock(tx, scope, { client: found.clientId });
  const one = await tx.case.findUniqueOrThrow({ where, select: lockedCase });
  if (one.closedAt) throw new Refusal("too-late", say("cases.refused.closed"));
  return one;
}

type Whose = { freelancerId: string; clientId: string };

/**
 * The freelancer has said a first word to the client, in the caller's transaction: an open case counts it from then
 * on. Later words change nothing. Nothing happens without an open case.
 */
export async function noteResponse(
  tx: Tx,
  { freelancerId, clientId }: Whose,
  at: Date,
): Promise<void> {
  await tx.case.updateMany({
    where: { openFor: clientId, freelancerId, firstRespondedAt: null },
    data: { firstRespondedAt: at },
  });
}

/** The client has written after the apology, in the caller's transaction: their first word since is kept. */
export async function noteReply(
  tx: Tx,
  { freelancerId, clientId }: Whose,
  at: Date,
): Promise<void> {
  await tx.case.updateMany({
    where: { openFor: clientId, freelancerId, apologizedAt: { not: null }, repliedAt: null },
    data: { repliedAt: at },
  });
}

/** The freelancer has spoken to the client by another channel: the clock ends there, once. */
export async function markResponded(scope: Scope, caseId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const one = await lockCase(tx, scope, caseId);
    if (one.firstRespondedAt) return;
    await noteResponse(tx, one, now);
    await record(tx, { ...aboutCase(one), kind: "case.responded", at: now });
  });
}

/** The client has answered by another channel than the thread: their first word since the apology is kept. */
export async function markReplied(scope: Scope, caseId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const one = await lockCase(tx, scope, caseId);
    if (one.repliedAt) return;
    await tx.case.update({ where: { id: one.id }, data: { repliedAt: now } });
    await record(tx, { ...aboutCase(one), kind: "case.replied", at: now });
  });
}

/** A case ends, in the transaction that holds its client. */
export async function markClosed(
  tx: Tx,
  one: LockedCase,
  how: { outcome: CaseOutcome; cause: string; noRemedyWhy: string },
  now: Date,
): Promise<void> {
  await tx.case.update({ where: { id: one.id }, data: { ...how, closedAt: now, openFor: null } });
  const data = { outcome: how.outcome };
  await record(tx, { ...aboutCase(one), kind: "case.closed", at: now, data });
}

/** Keeps the reply to a public comment, and when it was posted: the first word where the comment opened the case. */
export async function savePublicReply(
  scope: Scope,
  { complaintId, reply }: { complaintId: string; reply: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: complaintId, freelancerId: scope.freelancerId };
    const found = await tx.complaint.findUnique({
      where,
      select: { caseId: true, publicUrl: true, publicRepliedAt: true },
    });
    if (!found?.publicUrl) throw notFound("publicComment");
    const one = await lockCase(tx, scope, found.caseId);
    await tx.complaint.update({
      where,
      data: { publicReply: reply, publicRepliedAt: found.publicRepliedAt ?? now },
    });
    await noteResponse(tx, one, now);
    await record(tx, { ...aboutCase(one), kind: "case.publiclyReplied", at: now });
  });
}

/** Whose case a fact is about, as history has it. */
export function aboutCase(one: LockedCase) {
  return {
    ...byFreelancer(one),
    clientId: one.clientId,
    projectId: one.projectId ?? undefined,
    contactId: one.contactId,
    subjectId: one.id,
  };
}
