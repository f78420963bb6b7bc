import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { FollowUpKind } from "@/db/enums";
import { unsubscribeLinkOf } from "@/features/clients/links/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { toContact } from "@/features/emails/envelope";
import { isStillMine } from "@/features/emails/rules";
import { thankYou } from "@/features/follow-ups/emails";
import { followUpKinds, isOn } from "@/features/follow-ups/kinds";
import { findOwnText, listPlanned } from "@/features/follow-ups/queries";
import { nextCheckBack, nextReminder, turnedOff, whyNot } from "@/features/follow-ups/rules";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { contactHoursOf, nextTimeToWrite } from "@/lib/contact-hours";
import { notFound } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";

/**
 * Plans what follows a completion, in its transaction: the thank-you, whose email is held for the
 * studio's hold and then until it is a time to write, and the check-back some working days later. What has
 * been issued once is not planned again; what was cancelled is, the reminder of a question that is still open
 * too. A kind that is turned off is written down as not planned. The studio, the contact and the project are locked
 * by the caller. Returns whether the thank-you waits with these words, the extras among them: one that was sent
 * before, or was skipped, is not sent again.
 */
export async function planFollowUps(
  tx: Tx,
  scope: Scope,
  projectId: string,
  completedAt: Date,
  mentioned: Mentioned = {},
): Promise<boolean> {
  const about = await aboutProject(tx, scope, projectId);
  const { studio, contact } = about;
  const contactHours = contactHoursOf(contact, studio);
  const base = {
    freelancerId: scope.freelancerId,
    projectId,
    contactId: contact.id,
    plannedAt: completedAt,
  };
  const isThanked = await planThankYou(tx, about, { ...base, ...mentioned });
  await plan(
    tx,
    {
      ...base,
      kind: "CHECK_BACK",
      dueAt: nextCheckBack(completedAt, studio.checkBackWorkingDays, contactHours),
    },
    isOn(studio, "CHECK_BACK") ? null : turnedOff("CHECK_BACK"),
  );
  await planReminderAgain(tx, projectId, completedAt);
  return isThanked;
}

/** What the thank-you mentions: the extras shown with it, and the deliveries that nobody answered. */
type Mentioned = { extras?: string[]; unanswered?: string[] };
type Base = { freelancerId: string; projectId: string; contactId: string; plannedAt: Date };

async function planThankYou(
  tx: Tx,
  { project, studio, contact }: About,
  { extras, unanswered, plannedAt, ...base }: Base & Mentioned,
): Promise<boolean> {
  const holdEnds = new Date(plannedAt.getTime() + studio.emailHoldSeconds * 1000);
  // The demo's emails reach nobody: no hour is wrong for them.
  const inHours = studio.seededAt === null;
  const sendAt = inHours ? nextTimeToWrite(holdEnds, contactHoursOf(contact, studio)) : holdEnds;
  const planned = { ...base, plannedAt, kind: "THANK_YOU" as const, dueAt: sendAt };
  if (!isOn(studio, "THANK_YOU")) {
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
    unanswered,
  };
  const own = await findOwnText(base.freelancerId, "THANK_YOU", contact.language, tx);
  const emailId = await enqueueEmail(tx, {
    ...toContact(studio, contact),
    kind: followUpKinds.THANK_YOU.email,
    projectId: base.projectId,
    dedupeKey: `${followUpKinds.THANK_YOU.email}:${base.projectId}:${contact.id}`,
    ...thankYou(
      localeOf(contact.language),
      parties,
      { to: page, unsubscribe: await unsubscribeLinkOf(tx, contact.id) },
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

/** The reminder that a reopening cancelled comes again with the next completion, while its question is still open. */
async function planReminderAgain(tx: Tx, projectId: string, completedAt: Date): Promise<void> {
  const cancelled = { projectId, kind: "REMINDER", cancelledAt: { not: null } } as const;
  for (const reminder of await listPlanned(tx, cancelled, 10)) {
    const { facts, contactHours, studio } = reminder;
    if (facts.survey?.answeredAt || whyNot(facts, completedAt)) continue;
    await tx.followUp.update({
      where: { id: reminder.id },
      data: {
        plannedAt: completedAt,
        dueAt: nextReminder(completedAt, studio.reminderDays, contactHours),
        cancelledAt: null,
        settledAt: null,
        issuedAt: null,
        emailId: null,
        why: null,
      },
    });
  }
}

type NewFollowUp = Base & { kind: FollowUpKind; dueAt: Date; emailId?: string };
/**
 * Saves a follow-up, only ever one for a project, contact and kind: a new one, or one that was
 * cancelled. With `stopped` it is saved as not planned, with the reason.
 */
export async function plan(
  tx: Tx,
  followUp: NewFollowUp,
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
  const existing = await tx.followUp.findUnique({ where: key, select: { cancelledAt: true } });
  if (!existing) await tx.followUp.create({ data: { ...followUp, ...state } });
  else if (existing.cancelledAt) await tx.followUp.update({ where: key, data: state });
}

type About = Awaited<ReturnType<typeof aboutProject>>;

async function aboutProject(tx: Tx, scope: Scope, projectId: string) {
  const project = await tx.project.findUnique({
    where: { id: projectId, freelancerId: scope.freelancerId },
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
      client: { select: { studio: { include: { switchedOff: true } } } },
    },
  });
  if (!project) throw notFound("project");
  return {
    project,
    studio: project.client.studio,
    contact: { ...project.contact, language: languageOf(project.contact.language) },
  };
}
