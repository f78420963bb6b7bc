import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { takeBack, waiting, type Waiting } from "@/features/follow-ups/commands";
import { issue } from "@/features/follow-ups/issue/commands";
import { listPlanned } from "@/features/follow-ups/queries";
import { nextReminder, whyNot } from "@/features/follow-ups/rules";
import { refuseFaults } from "@/features/follow-ups/settings/commands";
import type { OwnWords } from "@/features/follow-ups/settings/rules";
import { hastenEmail, rescheduleEmail, skipWaiting } from "@/features/emails/commands";
import { refuseClosed } from "@/features/emails/quarantine/commands";
import { morningOn, nextMorning, contactHoursOf } from "@/lib/contact-hours";
import { moveSurvey } from "@/features/surveys/commands";
import { addDays, dayIn, type Day } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { seal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";

/** Skips a follow-up. Refused once its email has been sent. */
export async function skipFollowUp(scope: Scope, followUpId: string, now: Date): Promise<void> {
  await decide(scope, followUpId, async (tx, followUp) => {
    if (!(await takeBack(tx, followUp, now, skipWaiting))) throw tooLate();
    const why = followUp.heldAt
      ? "It was overdue, and you chose not to send it."
      : "You skipped it.";
    await tx.followUp.update({
      where: { id: followUp.id },
      data: { skippedAt: now, settledAt: now, heldAt: null, why },
    });
  });
}

/**
 * Sends a waiting follow-up now, whatever the hour. The stop rules still apply: what they stop is
 * refused with their reason.
 */
export async function sendFollowUpNow(scope: Scope, followUpId: string, now: Date): Promise<void> {
  await decide(scope, followUpId, async (tx, followUp) => {
    if (followUp.emailId) {
      if (!(await hastenEmail(tx, followUp.emailId, now))) throw tooLate();
      await tx.followUp.update({ where: { id: followUp.id }, data: { dueAt: now } });
      return;
    }
    if (followUp.settledAt) throw tooLate();
    await refuseClosed(tx);
    const why = await issue(tx, followUp.id, now, true);
    if (why) throw new Refusal("not-allowed", `It was not sent. ${why}`);
  });
}

/** How many days ahead a follow-up can be moved. */
const FARTHEST_DAYS = 366;

/**
 * Moves a waiting follow-up to a day in the client's zone: it is sent in their morning of that day,
 * or of the next working day. Refused for a morning that has passed, and for a day more than a year
 * ahead. Moving an invitation also moves its reminder. Returns when it is sent.
 */
export async function moveFollowUp(
  scope: Scope,
  input: { followUpId: string; day: Day },
  now: Date,
): Promise<Date> {
  return decide(scope, input.followUpId, async (tx, followUp) => {
    const { contact, studio } = await whereTo(tx, followUp);
    const contactHours = contactHoursOf(contact, studio);
    const today = dayIn(contactHours.zone, now);
    if (input.day > addDays(today, FARTHEST_DAYS))
      throw new Refusal("invalid", "Day: please choose one within a year.", "day");
    const sendAt = morningOn(input.day, contactHours);
    if (input.day < today || sendAt <= now)
      throw new Refusal(
        "invalid",
        `Day: that morning is over where ${contact.name} is. Choose a later day, or send it now.`,
        "day",
      );
    if (
      followUp.emailId
        ? !(await rescheduleEmail(tx, followUp.emailId, sendAt, studio.seededAt === null))
        : followUp.settledAt !== null
    )
      throw tooLate();
    await tx.followUp.update({
      where: { id: followUp.id },
      data: { dueAt: sendAt, heldAt: null },
    });
    if (followUp.emailId && followUp.kind === "CHECK_BACK") {
      const ofThis = { projectId: followUp.projectId, contactId: followUp.contactId };
      await moveSurvey(tx, ofThis, sendAt);
      await tx.followUp.updateMany({
        where: { ...ofThis, kind: "REMINDER", settledAt: null },
        data: { dueAt: nextReminder(sendAt, studio.reminderDays, contactHours) },
      });
    }
    return sendAt;
  });
}

/**
 * Saves the freelancer's own words for this follow-up, before its email is written; after that,
 * edit the email itself. Checked like the words in the settings.
 */
export async function rewordFollowUp(
  scope: Scope,
  input: { followUpId: string } & OwnWords,
): Promise<void> {
  const { followUpId, ...own } = input;
  refuseFaults(own);
  await decide(scope, followUpId, async (tx, followUp) => {
    if (followUp.emailId)
      throw new Refusal("too-late", "This one is already an email. Edit it on the email’s page.");
    if (followUp.settledAt) throw tooLate();
    await tx.followUp.update({
      where: { id: followUp.id },
      data: { ownCipher: seal("follow-up", JSON.stringify(own)) },
    });
  });
}

/** Goes back to the words used for all follow-ups of this kind. */
export async function dropWords(scope: Scope, followUpId: string): Promise<void> {
  await decide(scope, followUpId, async (tx, followUp) => {
    if (followUp.settledAt) throw tooLate();
    await tx.followUp.update({ where: { id: followUp.id }, data: { ownCipher: null } });
  });
}

/**
 * Restores a check-back or reminder that was skipped before its email was written: at its old time,
 * or the client's next morning if that has passed. Refused with the reason when the stop rules
 * would skip it again.
 */
export async function bringBackFollowUp(
  scope: Scope,
  followUpId: string,
  now: Date,
): Promise<void> {
  await decide(scope, followUpId, async (tx, followUp) => {
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
  });
}

async function decide<T>(
  scope: Scope,
  followUpId: string,
  work: (tx: Tx, followUp: Waiting) => Promise<T>,
): Promise<T> {
  return inTransaction(async (tx) => {
    await tx.$queryRaw(
      Prisma.sql`SELECT 1 FROM "FollowUp" WHERE "id" = ${followUpId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`,
    );
    const followUp = await tx.followUp.findUnique({
      where: { id: followUpId, freelancerId: scope.freelancerId },
      select: waiting,
    });
    if (!followUp) throw notFound("follow-up");
    const done = await work(tx, followUp);
    await notifyStudio(tx, scope.freelancerId);
    return done;
  });
}

async function whereTo(tx: Tx, followUp: Waiting) {
  const { contact, project } = await tx.followUp.findUniqueOrThrow({
    where: { id: followUp.id },
    select: {
      contact: { select: { name: true, zone: true, country: true } },
      project: { select: { client: { select: { studio: true } } } },
    },
  });
  return { contact, studio: project.client.studio };
}

function tooLate(): Refusal {
  return new Refusal(
    "too-late",
    "This one has already been sent or cancelled, so there is nothing to do.",
  );
}
