import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { hastenEmail, rescheduleEmail, skipWaiting } from "@/features/emails/commands";
import { refuseClosed } from "@/features/emails/quarantine/commands";
import {
  endWaiting,
  markDue,
  markSkipped,
  moveReminder,
  type Waiting,
} from "@/features/follow-ups/commands";
import { lockFollowUp, recordDecision, tooLate } from "@/features/follow-ups/decisions/commands";
import { followUpKinds, mayPick } from "@/features/follow-ups/kinds";
import { listPlanned } from "@/features/follow-ups/queries";
import { nextReminder } from "@/features/follow-ups/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { moveSurvey } from "@/features/surveys/commands";
import { contactHoursOf, morningOn } from "@/lib/contact-hours";
import { addDays, dayIn, type Day } from "@/lib/dates";
import { say } from "@/language/say";
import { retold, stored } from "@/language/stored";
import { notFound, Refusal } from "@/lib/errors";
import { issue, lockAsking } from "@/workflows/ask-client/commands";
import { cancelWith } from "@/workflows/cancel-follow-ups/commands";

/** The follow-up does not happen. One whose email was sent cannot be skipped. */
export async function skipFollowUp(scope: Scope, followUpId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, followUpId);
    refusePicking(followUp);
    if (!(await endWaiting(tx, followUp, now, skipWaiting))) throw tooLate();
    await cancelWith(tx, followUp, now);
    const why = stored(followUp.heldAt ? "overdueNotSent" : "skippedByYou");
    await markSkipped(tx, followUp.id, why, now);
    await recordDecision(tx, scope, followUp, "followUp.skipped");
  });
}

/**
 * Sends a waiting follow-up now instead of when it is due, whatever the hour. The stop rules still hold: what
 * they stop is refused with their reason. With a check-back goes its thank-you, which it never overtakes.
 */
export async function sendFollowUpNow(scope: Scope, followUpId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const followUp = await lockWhole(tx, scope, followUpId);
    await sendThanksFirst(tx, followUp, now);
    if (followUp.emailId) {
      if (!(await hastenEmail(tx, followUp.emailId, now))) throw tooLate();
      await markDue(tx, followUp.id, now);
      await moveQuestion(tx, followUp, now, await whereTo(tx, followUp));
    } else await issueNow(tx, followUp, now);
    await recordDecision(tx, scope, followUp, "followUp.sentByHand");
  });
}

async function issueNow(tx: Tx, followUp: Waiting, now: Date): Promise<void> {
  if (followUp.settledAt) throw tooLate();
  await refuseClosed(tx);
  const [planned] = await listPlanned(tx, { id: followUp.id }, 1);
  if (!planned) throw tooLate();
  const why = await issue(tx, planned, now, true);
  if (why) throw new Refusal("not-allowed", say("followUps.notSent", { why: retold(say, why) }));
}

/** The question whether it was up to mark is cold before the thanks: a thank-you that waits is sent first. */
async function sendThanksFirst(tx: Tx, followUp: Waiting, now: Date): Promise<void> {
  if (followUp.kind !== "CHECK_BACK") return;
  const { projectId, contactId } = followUp;
  const thankYou = await tx.followUp.findFirst({
    where: { projectId, contactId, kind: "THANK_YOU", email: { settledAt: null } },
    select: { id: true, emailId: true },
  });
  if (!thankYou?.emailId) return;
  await lock(tx, followUp, { followUp: [thankYou.id] });
  if (await hastenEmail(tx, thankYou.emailId, now)) await markDue(tx, thankYou.id, now);
}

/** So far ahead a follow-up can be moved, in days. */
const FARTHEST_DAYS = 366;

/**
 * Moves a waiting follow-up to a day of the client's: it is sent in their morning of that day, or of the next
 * working day. Refused for a morning that is over, and for a day more than a year ahead. With an invitation
 * goes its reminder. Returns when it is sent.
 */
export async function moveFollowUp(
  scope: Scope,
  input: { followUpId: string; day: Day },
  now: Date,
): Promise<Date> {
  return inTransaction(async (tx) => {
    const followUp = await lockFollowUp(tx, scope, input.followUpId);
    refusePicking(followUp);
    const where = await whereTo(tx, followUp);
    const { contact, studio, hours } = where;
    const sendAt = morningFor(input.day, hours, contact.name, now);
    const isMoved = followUp.emailId
      ? await rescheduleEmail(tx, followUp.emailId, sendAt, studio.seededAt === null)
      : followUp.settledAt === null;
    if (!isMoved) throw tooLate();
    await markDue(tx, followUp.id, sendAt);
    await moveQuestion(tx, followUp, sendAt, where);
    const { kind, projectId, contactId } = followUp;
    await record(tx, {
      ...byFreelancer(scope),
      kind: "followUp.moved",
      at: now,
      projectId: projectId ?? undefined,
      contactId,
      subjectId: followUp.id,
      data: { what: stored(followUpKinds[kind].name), to: dayIn(studio.zone, sendAt) },
    });
    return sendAt;
  });
}

/** With the email of a check-back go its question's last day, and the question's reminder. */
async function moveQuestion(
  tx: Tx,
  { kind, emailId, projectId, contactId }: Waiting,
  sendAt: Date,
  { studio, hours }: Awaited<ReturnType<typeof whereTo>>,
): Promise<void> {
  if (kind !== "CHECK_BACK" || !emailId || !projectId) return;
  const about = { projectId, contactId };
  await moveReminder(tx, about, nextReminder(sendAt, studio.reminderDays, hours));
  await moveSurvey(tx, about, sendAt);
}

/**
 * Everyone who answers is asked for a testimonial, in the same words and after the same time: no single invitation can
 * be skipped or moved. One that is found more than fourteen days late may be.
 */
function refusePicking({ kind, heldAt }: Waiting): void {
  if (mayPick(kind) || heldAt) return;
  throw new Refusal("not-allowed", say("followUps.allAlike"));
}

function morningFor(
  day: Day,
  hours: ReturnType<typeof contactHoursOf>,
  name: string,
  now: Date,
): Date {
  const today = dayIn(hours.zone, now);
  if (day > addDays(today, FARTHEST_DAYS))
    throw new Refusal("invalid", say("followUps.withinYear"), "day");
  const sendAt = morningOn(day, hours);
  if (day < today || sendAt <= now)
    throw new Refusal("invalid", say("followUps.morningOver", { name }), "day");
  return sendAt;
}

/** A follow-up of the freelancer's, locked with all that its email would touch. */
async function lockWhole(tx: Tx, scope: Scope, followUpId: string): Promise<Waiting> {
  const [planned] = await listPlanned(tx, { id: followUpId, freelancerId: scope.freelancerId }, 1);
  if (planned) await lockAsking(tx, planned);
  return lockFollowUp(tx, scope, followUpId);
}

async function whereTo(tx: Tx, followUp: Waiting) {
  const found = await tx.followUp.findUnique({
    where: { id: followUp.id },
    select: {
      contact: {
        select: { name: true, zone: true, country: true, client: { select: { studio: true } } },
      },
    },
  });
  if (!found) throw notFound("followUp");
  const { client, ...contact } = found.contact;
  return { contact, studio: client.studio, hours: contactHoursOf(contact, client.studio) };
}
