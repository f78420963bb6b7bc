import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import type { FollowUpKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { unsubscribeLinkOf } from "@/features/clients/commands";
import { cancelEmail, enqueueEmail } from "@/features/emails/commands";
import { toContact } from "@/features/emails/envelope";
import { isStillMine } from "@/features/emails/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { contactHoursOf, nextMorning, nextTimeToWrite } from "@/lib/contact-hours";
import { notFound, Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { seal, unseal } from "@/lib/tokens";
import { thankYou } from "./emails";
import { followUpKinds, isOn, mayPick, turnedOff } from "./kinds";
import { findOwnText, listPlanned } from "./queries";
import { nextCheckBack, nextReminder, whyNot } from "./rules";
import { refuseFaults } from "./settings/commands";
import type { OwnWords } from "./settings/rules";

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
  extras: string[] = [],
): Promise<boolean> {
  const about = await aboutProject(tx, projectId);
  const { studio, contact } = about;
  const contactHours = contactHoursOf(contact, studio);
  const base = {
    freelancerId: scope.freelancerId,
    projectId,
    contactId: contact.id,
    plannedAt: completedAt,
  };
  const isThanked = await planThankYou(tx, about, { ...base, extras });
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

type Base = { freelancerId: string; projectId: string; contactId: string; plannedAt: Date };

async function planThankYou(
  tx: Tx,
  { project, studio, contact }: About,
  { extras, plannedAt, ...base }: Base & { extras: string[] },
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

export type Which = { freelancerId: string; projectId?: string; kind?: FollowUpKind };

const isOpen = {
  skippedAt: null,
  cancelledAt: null,
  OR: [{ settledAt: null }, { email: { settledAt: null } }],
} satisfies Prisma.FollowUpWhereInput;

/**
 * Cancels follow-ups whose email has not been sent, with the reason, and with a check-back its
 * reminder. They are locked before they are read, since the worker may be turning one into an email
 * just now. Returns what was cancelled.
 */
export async function cancelPlanned(
  tx: Tx,
  which: Which,
  why: string,
  now: Date,
): Promise<Waiting[]> {
  const found = await tx.followUp.findMany({
    where: { ...which, ...isOpen },
    select: { id: true },
  });
  const ids = found.map(({ id }) => id);
  await lock(tx, which, { followUp: ids });
  const open = await tx.followUp.findMany({
    where: { id: { in: ids }, ...isOpen },
    select: waiting,
  });
  const cancelled: Waiting[] = [];
  for (const followUp of open) {
    if (!(await endWaiting(tx, followUp, now, cancelEmail))) continue;
    await markCancelled(tx, followUp.id, why, now);
    cancelled.push(followUp);
  }
  return cancelled;
}

/** Ends the waiting of a follow-up's email, if it has one. False when it was sent, or was settled without one. */
export async function endWaiting(
  tx: Tx,
  followUp: Waiting,
  now: Date,
  end: typeof cancelEmail,
): Promise<boolean> {
  return followUp.emailId ? end(tx, followUp.emailId, now) : followUp.settledAt === null;
}

/** Cancels the reminder of a question, planned or held, with the reason. One that was sent stays. */
export async function cancelReminder(
  tx: Tx,
  about: { projectId: string; contactId: string },
  why: string,
  now: Date,
): Promise<void> {
  const { projectId, contactId } = about;
  const reminder = await tx.followUp.findFirst({
    where: { projectId, contactId, kind: "REMINDER", skippedAt: null, cancelledAt: null },
    select: waiting,
  });
  if (reminder && (await endWaiting(tx, reminder, now, cancelEmail)))
    await markCancelled(tx, reminder.id, why, now);
}

/** A follow-up does not happen for now, in the caller's transaction: what it waits for may plan it again. */
export async function markCancelled(tx: Tx, id: string, why: string, now: Date): Promise<void> {
  const data = { cancelledAt: now, settledAt: now, heldAt: null, why };
  await tx.followUp.update({ where: { id }, data });
}

/** A follow-up does not happen, in the caller's transaction. */
export async function markSkipped(tx: Tx, id: string, why: string, now: Date): Promise<void> {
  await tx.followUp.update({
    where: { id },
    data: { skippedAt: now, settledAt: now, heldAt: null, why },
  });
}

/** A follow-up is due at another time, in the caller's transaction; it is no longer held. */
export async function markDue(tx: Tx, id: string, dueAt: Date): Promise<void> {
  await tx.followUp.update({ where: { id }, data: { dueAt, heldAt: null } });
}

/** A follow-up waits for the freelancer's decision, in the caller's transaction. */
export async function markHeld(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.followUp.update({ where: { id }, data: { heldAt: now } });
}

/** A follow-up has become this email, in the caller's transaction. */
export async function markIssued(tx: Tx, id: string, emailId: string, now: Date): Promise<void> {
  await tx.followUp.update({
    where: { id },
    data: { issuedAt: now, settledAt: now, heldAt: null, dueAt: now, emailId },
  });
}

/**
 * The reminder of a question that is asked at another time comes as many days after it, in the
 * caller's transaction.
 */
export async function moveReminder(
  tx: Tx,
  about: { projectId: string; contactId: string },
  dueAt: Date,
): Promise<void> {
  await tx.followUp.updateMany({
    where: { ...about, kind: "REMINDER", settledAt: null },
    data: { dueAt },
  });
}

/**
 * Holds what was planned before an instant and is due by now, for its freelancer: in a restored
 * database it may have been asked already.
 */
export async function holdFollowUps(tx: Tx, before: Date, now: Date): Promise<void> {
  await tx.followUp.updateMany({
    where: { settledAt: null, heldAt: null, plannedAt: { lte: before }, dueAt: { lte: now } },
    data: { heldAt: now },
  });
}

/**
 * The freelancer's own words for this one alone, before it is an email; an email that waits is
 * changed on its own page. Checked as the settings' words are.
 */
export async function rewordFollowUp(
  scope: Scope,
  input: { followUpId: string } & OwnWords,
): Promise<void> {
  const { followUpId, ...own } = input;
  refuseFaults(own);
  await changePlanned(scope, followUpId, { ownCipher: seal("follow-up", JSON.stringify(own)) });
}

/** The words that all of its kind have, again. */
export async function dropWords(scope: Scope, followUpId: string): Promise<void> {
  await changePlanned(scope, followUpId, { ownCipher: null });
}

async function changePlanned(
  scope: Scope,
  followUpId: string,
  data: { ownCipher: Uint8Array<ArrayBuffer> | null },
): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, followUpId);
    if (!mayPick(followUp.kind))
      throw new Refusal(
        "not-allowed",
        "Everyone gets this invitation in the same words. Change them in the follow-up settings.",
      );
    if (followUp.emailId && data.ownCipher)
      throw new Refusal("too-late", "This one is already an email. Edit it on the email’s page.");
    if (followUp.settledAt) throw tooLate();
    await tx.followUp.update({ where: { id: followUpId }, data });
    await recordDecision(tx, scope, followUp, "followUp.reworded");
  });
}

/**
 * Plans a check-back or reminder again that was skipped before it was an email: for its old time, or for the
 * client's next morning when that is over. Refused with the reason when the stop rules would skip it once more.
 */
export async function bringBackFollowUp(
  scope: Scope,
  followUpId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, followUpId);
    if (!followUp.skippedAt || followUp.emailId || followUp.kind === "THANK_YOU")
      throw new Refusal(
        "not-allowed",
        "Only a follow-up that was skipped before its email was written can be restored.",
      );
    const [planned] = await listPlanned(tx, { id: followUp.id }, 1);
    const dueAt = followUp.dueAt > now ? followUp.dueAt : nextMorning(now, planned!.contactHours);
    const why = whyNot(planned!.facts, dueAt);
    if (why) throw new Refusal("not-allowed", `It would be skipped again. ${why}`);
    await tx.followUp.update({
      where: { id: followUp.id },
      data: { dueAt, skippedAt: null, settledAt: null, why: null },
    });
    await recordDecision(tx, scope, followUp, "followUp.restored");
  });
}

/** A follow-up of the freelancer's, locked, with its contact before it. Refused as not found where there is none. */
export async function lockFollowUp(tx: Tx, scope: Scope, followUpId: string): Promise<Waiting> {
  const which = { id: followUpId, freelancerId: scope.freelancerId };
  const found = await tx.followUp.findUnique({ where: which, select: { contactId: true } });
  if (!found) throw notFound("follow-up");
  await lock(tx, scope, { contact: found.contactId, followUp: followUpId });
  return tx.followUp.findUniqueOrThrow({ where: which, select: waiting });
}

type Decision =
  | "followUp.skipped"
  | "followUp.sentByHand"
  | "followUp.reworded"
  | "followUp.restored";

/** Writes down what the freelancer decided about a follow-up. */
export async function recordDecision(
  tx: Tx,
  scope: Scope,
  followUp: Waiting,
  kind: Decision,
): Promise<void> {
  await record(tx, {
    ...byFreelancer(scope),
    kind,
    projectId: followUp.projectId ?? undefined,
    contactId: followUp.contactId,
    subjectId: followUp.id,
    data: { what: followUpKinds[followUp.kind].one },
  });
}

export function tooLate(): Refusal {
  return new Refusal(
    "too-late",
    "This one has already been sent or cancelled, so there is nothing to do.",
  );
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
      client: { select: { studio: { include: { switchedOff: true } } } },
    },
  });
  return {
    project,
    studio: project.client.studio,
    contact: { ...project.contact, language: languageOf(project.contact.language) },
  };
}
