import type { Scope } from "@/auth/scope";
import { Prisma, type Tx } from "@/db/client";
import { unsubscribeLinkOf } from "@/features/clients/commands";
import { enqueueEmail, cancelEmail } from "@/features/emails/commands";
import { isStillMine } from "@/features/emails/rules";
import { nextTimeToWrite, contactHoursOf, type ContactHours } from "@/lib/contact-hours";
import { cancelSurvey } from "@/features/surveys/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { thankYou } from "./emails";
import { findOwnText, listPlanned } from "./queries";
import { nextCheckBack, nextReminder, turnedOff, whyNot } from "./rules";

/**
 * Plans the follow-ups of a completion, in its transaction: the thank-you, whose email waits for
 * the studio's undo time and then for the client's working hours, and the check-back some working
 * days later. A follow-up that was issued is not planned again; one that was cancelled is, and so
 * is the reminder of a question that is still open. A kind that is turned off is recorded as not
 * planned. Returns whether the thank-you waits with these words and extras: one that was sent or
 * skipped is not sent again.
 */
export async function planFollowUps(
  tx: Tx,
  scope: Scope,
  projectId: string,
  completedAt: Date,
  extras: string[] = [],
): Promise<boolean> {
  // The contact is locked, so that nobody changes the address before the email is written.
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Contact" c JOIN "Project" p ON p."contactId" = c."id" WHERE p."id" = ${projectId}::uuid FOR SHARE OF c`,
  );
  // The studio's row is locked: turning a kind off waits for this transaction, or this one sees it
  // turned off.
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Studio" WHERE "freelancerId" = ${scope.freelancerId}::uuid FOR SHARE`,
  );
  const about = await aboutProject(tx, projectId);
  const { studio, contact } = about;
  const contactHours = contactHoursOf(contact, studio);
  const base = {
    freelancerId: scope.freelancerId,
    projectId,
    contactId: contact.id,
    plannedAt: completedAt,
  };
  const isThanked = await planThankYou(tx, about, contactHours, { ...base, extras });
  await plan(
    tx,
    {
      ...base,
      kind: "CHECK_BACK",
      dueAt: nextCheckBack(completedAt, studio.checkBackWorkingDays, contactHours),
    },
    studio.checkBackOffAt && turnedOff("CHECK_BACK"),
  );
  await planReminderAgain(tx, projectId, completedAt);
  return isThanked;
}

type Base = { freelancerId: string; projectId: string; contactId: string; plannedAt: Date };

async function planThankYou(
  tx: Tx,
  { project, studio, contact }: About,
  contactHours: ContactHours,
  { extras, plannedAt, ...base }: Base & { extras: string[] },
): Promise<boolean> {
  const holdEnds = new Date(plannedAt.getTime() + studio.emailHoldSeconds * 1000);
  // The demo's emails reach nobody: no hour is wrong for them.
  const inHours = studio.seededAt === null;
  const sendAt = inHours ? nextTimeToWrite(holdEnds, contactHours) : holdEnds;
  const planned = { ...base, plannedAt, kind: "THANK_YOU" as const, dueAt: sendAt };
  if (studio.thankYouOffAt) {
    await plan(tx, planned, turnedOff("THANK_YOU"));
    return false;
  }
  const page = contact.linkRevokedAt
    ? null
    : links.statusPage(unseal("contact-link", contact.linkCipher), base.projectId);
  const parties = {
    freelancerName: studio.freelancerName,
    contactName: contact.name,
    projectTitle: project.title,
    extras,
  };
  const own = await findOwnText(base.freelancerId, "THANK_YOU", contact.language, tx);
  const emailId = await enqueueEmail(tx, {
    ...base,
    kind: "project.completed",
    dedupeKey: `project.completed:${base.projectId}:${contact.id}`,
    fromName: studio.freelancerName,
    replyTo: studio.replyTo,
    toName: contact.name,
    toAddress: contact.address,
    ...thankYou(
      localeOf(contact.language),
      parties,
      { to: page, stop: await unsubscribeLinkOf(tx, contact.id) },
      own,
    ),
    sendAt,
    inHours,
  });
  await plan(tx, { ...planned, emailId });
  return isStillMine(
    await tx.email.findUniqueOrThrow({
      where: { id: emailId },
      select: { frozenAt: true, settledAt: true },
    }),
  );
}

/**
 * A reminder cancelled by a reopening comes back with the next completion, while its question is
 * open.
 */
async function planReminderAgain(tx: Tx, projectId: string, completedAt: Date): Promise<void> {
  for (const { facts, contactHours, ...reminder } of await listPlanned(
    tx,
    { projectId, kind: "REMINDER", cancelledAt: { not: null } },
    10,
  )) {
    if (facts.survey?.answeredAt || whyNot(facts, completedAt)) continue;
    await tx.followUp.update({
      where: { id: reminder.id },
      data: {
        plannedAt: completedAt,
        dueAt: nextReminder(completedAt, reminder.project.client.studio.reminderDays, contactHours),
        cancelledAt: null,
        settledAt: null,
        issuedAt: null,
        emailId: null,
        why: null,
      },
    });
  }
}

/**
 * Saves a follow-up, only ever one for a project, contact and kind: a new one, or one that was
 * cancelled. With `stopped` it is saved as not planned, with the reason.
 */
export async function plan(
  tx: Tx,
  followUp: Base & {
    kind: "THANK_YOU" | "CHECK_BACK" | "REMINDER";
    dueAt: Date;
    emailId?: string;
  },
  stopped: string | null = null,
): Promise<void> {
  const { projectId, contactId, kind, plannedAt, dueAt, emailId = null } = followUp;
  const key = { projectId_contactId_kind: { projectId, contactId, kind } };
  const state = {
    plannedAt,
    dueAt,
    emailId,
    heldAt: null,
    issuedAt: emailId ? plannedAt : null,
    cancelledAt: stopped ? plannedAt : null,
    settledAt: emailId || stopped ? plannedAt : null,
    why: stopped,
  };
  const known = await tx.followUp.findUnique({ where: key, select: { cancelledAt: true } });
  if (!known) await tx.followUp.create({ data: { ...followUp, ...state } });
  else if (known.cancelledAt) await tx.followUp.update({ where: key, data: state });
}

/**
 * Cancels a project's follow-ups that have not been sent, with the reason. Returns whether the
 * thank-you is among them.
 */
export async function cancelFollowUps(
  tx: Tx,
  projectId: string,
  why: string,
  now: Date,
): Promise<boolean> {
  const cancelled = await cancelEach(tx, { projectId }, why, now);
  return cancelled.some((followUp) => followUp.kind === "THANK_YOU");
}

/**
 * Cancels a freelancer's follow-ups that have not been sent, with the reason. They are locked
 * before they are read, because the worker may be turning one into an email.
 */
export async function cancelEach(
  tx: Tx,
  which: { projectId: string } | { freelancerId: string; kind: Waiting["kind"] },
  why: string,
  now: Date,
): Promise<Waiting[]> {
  const open = {
    ...which,
    skippedAt: null,
    cancelledAt: null,
    OR: [{ settledAt: null }, { email: { settledAt: null } }],
  };
  const ids = (await tx.followUp.findMany({ where: open, select: { id: true } })).map(
    ({ id }) => id,
  );
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "FollowUp" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR NO KEY UPDATE`,
  );
  const cancelled: Waiting[] = [];
  for (const followUp of await tx.followUp.findMany({
    where: { ...open, id: { in: ids } },
    select: waiting,
  })) {
    if (!(await takeBack(tx, followUp, now, cancelEmail))) continue;
    await tx.followUp.update({
      where: { id: followUp.id },
      data: { cancelledAt: now, settledAt: now, heldAt: null, why },
    });
    cancelled.push(followUp);
  }
  return cancelled;
}

export const waiting = {
  id: true,
  freelancerId: true,
  projectId: true,
  contactId: true,
  kind: true,
  dueAt: true,
  heldAt: true,
  settledAt: true,
  skippedAt: true,
  emailId: true,
} as const;
export type Waiting = Prisma.FollowUpGetPayload<{ select: typeof waiting }>;

/**
 * Cancels the follow-up's email, if it has one. Returns false when it was sent, or settled without
 * one. Cancelling an invitation also removes its question, which nobody has seen, and the
 * question's reminder.
 */
export async function takeBack(
  tx: Tx,
  followUp: Waiting,
  now: Date,
  end: typeof cancelEmail,
): Promise<boolean> {
  if (!followUp.emailId) return followUp.settledAt === null;
  const back = await end(tx, followUp.emailId, now);
  if (back && followUp.kind === "CHECK_BACK") {
    await cancelSurvey(tx, { projectId: followUp.projectId, contactId: followUp.contactId });
    await cancelReminder(
      tx,
      followUp,
      "The check-back was not sent, so there is nothing to remind them of.",
      now,
    );
  }
  return back;
}

/**
 * Cancels the reminder of a question, planned or held, with the reason. A reminder that was sent
 * stays.
 */
export async function cancelReminder(
  tx: Tx,
  about: { projectId: string; contactId: string },
  why: string,
  now: Date,
): Promise<void> {
  const { projectId, contactId } = about;
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "FollowUp" WHERE "projectId" = ${projectId}::uuid AND "contactId" = ${contactId}::uuid AND "kind" = 'REMINDER' FOR NO KEY UPDATE`,
  );
  const reminder = await tx.followUp.findFirst({
    where: { projectId, contactId, kind: "REMINDER", skippedAt: null, cancelledAt: null },
    select: waiting,
  });
  if (reminder && (await takeBack(tx, reminder, now, cancelEmail)))
    await tx.followUp.update({
      where: { id: reminder.id },
      data: { cancelledAt: now, settledAt: now, heldAt: null, why },
    });
}

type About = Awaited<ReturnType<typeof aboutProject>>;

async function aboutProject(tx: Tx, projectId: string) {
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: {
      title: true,
      contact: {
        select: {
          id: true,
          name: true,
          address: true,
          zone: true,
          country: true,
          language: true,
          linkCipher: true,
          linkRevokedAt: true,
        },
      },
      client: { select: { studio: true } },
    },
  });
  return {
    project,
    studio: project.client.studio,
    contact: { ...project.contact, language: languageOf(project.contact.language) },
  };
}
