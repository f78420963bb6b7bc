import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { stopLinkOf } from "@/features/clients/commands";
import { enqueueLetter, hastenLetter, stopLetter, withdrawLetter } from "@/features/letters/commands";
import { isNoTimeToWrite, isStillMine, nextMorning, placeOf } from "@/features/letters/rules";
import { openSurvey, withdrawSurvey } from "@/features/surveys/commands";
import { languageOf } from "@/language/languages";
import { tongue } from "@/language/tongue";
import { notFound, Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { log, plainError } from "@/lib/log";
import { unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { checkBack, thankYou } from "./letters";
import { nextCheckBack, whyNotAsk } from "./rules";

/**
 * Plans what follows a completion, in its transaction: the thank-you, whose letter is held for the
 * studio's hold, and the check-back some working days later. What has been issued once is not planned
 * again; what was withdrawn is. Answers whether the thank-you waits with these words, the extras among
 * them: one that has left before, or was skipped, does not leave again.
 */
export async function planFollowUps(tx: Tx, scope: Scope, projectId: string, completedAt: Date, extras: string[] = []): Promise<boolean> {
  const { project, studio, contact } = await aboutProject(tx, projectId);
  const base = { freelancerId: scope.freelancerId, projectId, contactId: contact.id };
  const token = contact.linkRevokedAt ? null : unseal("contact-link", contact.linkCipher);
  const leavesAt = new Date(completedAt.getTime() + studio.letterHoldSeconds * 1000);
  const stop = await stopLinkOf(tx, contact.id);
  const letterId = await enqueueLetter(tx, {
    ...base,
    kind: "project.completed",
    dedupeKey: `project.completed:${projectId}:${contact.id}`,
    fromName: studio.freelancerName,
    replyTo: studio.replyTo,
    toName: contact.name,
    toAddress: contact.address,
    ...thankYou(tongue(contact.language), { freelancerName: studio.freelancerName, contactName: contact.name, projectTitle: project.title, extras }, token ? links.statusPage(token, projectId) : null, stop),
    leavesAt,
  });
  await plan(tx, { ...base, kind: "THANK_YOU", dueAt: leavesAt, plannedAt: completedAt, letterId });
  const dueAt = nextCheckBack(completedAt, studio.checkBackWorkingDays, placeOf(contact, studio));
  await plan(tx, { ...base, kind: "CHECK_BACK", dueAt, plannedAt: completedAt, letterId: null });
  return isStillMine(await tx.letter.findUniqueOrThrow({ where: { id: letterId }, select: { frozenAt: true, settledAt: true } }));
}

/** Takes back a project's follow-ups that have not left, with the reason. Answers whether the thank-you is among them. */
export async function withdrawFollowUps(tx: Tx, projectId: string, why: string, now: Date): Promise<boolean> {
  // Locked before they are read: the worker may be turning one of them into a letter just now.
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "FollowUp" WHERE "projectId" = ${projectId}::uuid ORDER BY "id" FOR NO KEY UPDATE`);
  const followUps = await tx.followUp.findMany({ where: { projectId, skippedAt: null, withdrawnAt: null }, select: waiting });
  let thankYouToo = false;
  for (const followUp of followUps) {
    if (!(await takeBack(tx, followUp, now, withdrawLetter))) continue;
    await tx.followUp.update({ where: { id: followUp.id }, data: { withdrawnAt: now, settledAt: now, why } });
    thankYouToo ||= followUp.kind === "THANK_YOU";
  }
  return thankYouToo;
}

/** The follow-up does not happen. One whose letter has left cannot be skipped. */
export async function skipFollowUp(scope: Scope, followUpId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, followUpId);
    if (!(await takeBack(tx, followUp, now, stopLetter))) throw tooLate();
    await tx.followUp.update({ where: { id: followUp.id }, data: { skippedAt: now, settledAt: now, why: "You skipped it." } });
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Sends a waiting follow-up now instead of when it is due. The stop rules still hold: what they
 * stop is refused with their reason.
 */
export async function sendFollowUpNow(scope: Scope, followUpId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, followUpId);
    if (followUp.letterId) {
      if (!(await hastenLetter(tx, followUp.letterId, now))) throw tooLate();
      await tx.followUp.update({ where: { id: followUp.id }, data: { dueAt: now } });
    } else {
      if (followUp.settledAt) throw tooLate();
      const why = await issueCheckBack(tx, followUp, now);
      if (why) throw new Refusal("not-allowed", `It was not sent. ${why}`);
    }
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Turns every check-back that is due, by the database's clock, into a letter, or writes down why not. One
 * that is found due outside the client's working day, after a standstill, waits for their next morning.
 * Each in its own transaction, so that one that fails does not hold up the others. Answers how many were settled.
 */
export async function issueDueFollowUps(now: Date, stopped: () => boolean = () => false): Promise<number> {
  const failed: string[] = [];
  let settled = 0;
  for (;;) {
    if (stopped()) return settled;
    let due: string | undefined;
    try {
      due = await inTransaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ id: string }[]>`
          SELECT "id" FROM "FollowUp" WHERE "settledAt" IS NULL AND "kind" = 'CHECK_BACK' AND "dueAt" <= now() AND "id" <> ALL(${failed}::uuid[])
          ORDER BY "dueAt" FOR NO KEY UPDATE SKIP LOCKED LIMIT 1`;
        due = row?.id;
        if (!due) return undefined;
        const followUp = await tx.followUp.findUniqueOrThrow({ where: { id: due }, select: waiting });
        const { contact, studio } = await aboutProject(tx, followUp.projectId);
        const place = placeOf(contact, studio);
        if (isNoTimeToWrite(now, place)) await tx.followUp.update({ where: { id: due }, data: { dueAt: nextMorning(now, place) } });
        else {
          const why = await issueCheckBack(tx, followUp, now);
          if (why) await tx.followUp.update({ where: { id: due }, data: { skippedAt: now, settledAt: now, why } });
        }
        await notifyStudio(tx, followUp.freelancerId);
        return due;
      });
    } catch (error) {
      // Without an id it is the database that failed, not this follow-up.
      if (!due) throw error;
      log().error({ followUp: due, ...plainError(error) }, "a follow-up could not be issued; the next look tries again");
      failed.push(due);
      continue;
    }
    if (!due) return settled;
    settled += 1;
  }
}

/** Opens the survey and enqueues its letter. Answers why it may not be asked, or null when it was. */
async function issueCheckBack(tx: Tx, followUp: Waiting, now: Date): Promise<string | null> {
  const { project, studio, contact } = await aboutProject(tx, followUp.projectId);
  // One contact is asked by one transaction at a time, so that two due projects cannot both pass the cool-down.
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "Contact" WHERE "id" = ${contact.id}::uuid FOR NO KEY UPDATE`);
  const last = await tx.survey.findFirst({ where: { freelancerId: followUp.freelancerId, contactId: contact.id }, orderBy: { invitedAt: "desc" }, select: { invitedAt: true } });
  const why = whyNotAsk(
    { optedOutAt: contact.optedOutAt, lastInvitedAt: last?.invitedAt ?? null, coolDownDays: studio.coolDownDays, hasOpenCase: false, completedAt: project.completedAt },
    now,
  );
  if (why) return why;
  const base = { freelancerId: followUp.freelancerId, projectId: followUp.projectId, contactId: contact.id };
  const token = await openSurvey(tx, base, now);
  const letterId = await enqueueLetter(tx, {
    ...base,
    kind: "survey.invited",
    dedupeKey: `survey.invited:${followUp.projectId}:${contact.id}`,
    fromName: studio.freelancerName,
    replyTo: studio.replyTo,
    toName: contact.name,
    toAddress: contact.address,
    ...checkBack(tongue(contact.language), { freelancerName: studio.freelancerName, contactName: contact.name, projectTitle: project.title }, token, await stopLinkOf(tx, contact.id)),
    purpose: "SURVEY",
    leavesAt: now,
  });
  await tx.followUp.update({ where: { id: followUp.id }, data: { issuedAt: now, settledAt: now, dueAt: now, letterId } });
  return null;
}

const waiting = { id: true, freelancerId: true, projectId: true, contactId: true, kind: true, settledAt: true, letterId: true } as const;
type Waiting = Prisma.FollowUpGetPayload<{ select: typeof waiting }>;

async function plan(tx: Tx, followUp: Prisma.FollowUpUncheckedCreateInput): Promise<void> {
  const key = { projectId_contactId_kind: { projectId: followUp.projectId, contactId: followUp.contactId, kind: followUp.kind } };
  const settled = followUp.letterId ? { issuedAt: followUp.plannedAt, settledAt: followUp.plannedAt } : {};
  const known = await tx.followUp.findUnique({ where: key, select: { withdrawnAt: true } });
  if (!known) await tx.followUp.create({ data: { ...followUp, ...settled } });
  else if (known.withdrawnAt) await tx.followUp.update({ where: key, data: { dueAt: followUp.dueAt, plannedAt: followUp.plannedAt, letterId: followUp.letterId, withdrawnAt: null, settledAt: null, issuedAt: null, why: null, ...settled } });
}

/** Takes back the follow-up's letter, if it has one. False when it has left, or was settled without one. */
async function takeBack(tx: Tx, followUp: Waiting, now: Date, end: typeof withdrawLetter): Promise<boolean> {
  if (!followUp.letterId) return followUp.settledAt === null;
  const back = await end(tx, followUp.letterId, now);
  if (back && followUp.kind === "CHECK_BACK") await withdrawSurvey(tx, { projectId: followUp.projectId, contactId: followUp.contactId });
  return back;
}

async function aboutProject(tx: Tx, projectId: string) {
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: {
      title: true, completedAt: true,
      contact: { select: { id: true, name: true, address: true, zone: true, language: true, country: true, linkCipher: true, linkRevokedAt: true, optedOutAt: true } },
      client: { select: { studio: true } },
    },
  });
  return { project, studio: project.client.studio, contact: { ...project.contact, language: languageOf(project.contact.language) } };
}

async function lockFollowUp(tx: Tx, scope: Scope, followUpId: string): Promise<Waiting> {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "FollowUp" WHERE "id" = ${followUpId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`);
  const followUp = await tx.followUp.findUnique({ where: { id: followUpId, freelancerId: scope.freelancerId }, select: waiting });
  if (!followUp) throw notFound("follow-up");
  return followUp;
}

function tooLate(): Refusal {
  return new Refusal("too-late", "This one has left, or was taken back: there is nothing to do any more.");
}
