import { db, inTransaction, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { unsubscribeLinkOf } from "@/features/clients/links/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { toContact } from "@/features/emails/envelope";
import { isTooLate } from "@/features/emails/rules";
import {
  markCancelled,
  markDue,
  markHeld,
  markIssued,
  markSkipped,
} from "@/features/follow-ups/commands";
import { plan } from "@/features/follow-ups/planning/commands";
import { asking } from "@/features/follow-ups/emails";
import { followUpKinds, isOn, type AskingKind } from "@/features/follow-ups/kinds";
import {
  findOwnText,
  listPlanned,
  openOwnWords,
  type Planned,
} from "@/features/follow-ups/queries";
import { nextReminder, turnedOff, waitsUntil, whyNot } from "@/features/follow-ups/rules";
import { record } from "@/features/history/commands";
import { openQuietCheck } from "@/features/quiet-clients/commands";
import { listKeptTexts } from "@/features/remedies/commands";
import { openSurvey } from "@/features/surveys/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { stored } from "@/language/stored";
import { isNoTimeToWrite, nextMorning } from "@/lib/contact-hours";
import { links } from "@/lib/links";
import { log, plainError } from "@/lib/log";
import { unseal } from "@/lib/tokens";
import { openInvitation } from "@/workflows/invite-testimonial/commands";

/**
 * Turns every follow-up that asks something and is due, by the database's clock, into an email, or writes down why
 * not. One that is found due when it is no time to write, after a stall, waits for the client's next
 * morning; one found more than fourteen days late is held for the freelancer. Each in its own transaction,
 * so that one that fails does not hold up the others. Returns how many were looked at.
 */
export async function issueDueFollowUps(
  now: Date,
  isStopping: () => boolean = () => false,
): Promise<number> {
  // Each is looked at once a run: one that failed waits for the next, and so does one put off to a
  // morning that by the database's clock has come.
  const seenIds: string[] = [];
  for (;;) {
    const due = isStopping() ? null : await findDue(seenIds);
    if (!due) return seenIds.length;
    seenIds.push(due.id);
    try {
      await inTransaction((tx) => issueDue(tx, due.id, now));
    } catch (error) {
      log().error(
        { followUpId: due.id, ...plainError(error) },
        "a follow-up could not be issued; the next run tries again",
      );
    }
  }
}

async function findDue(seenIds: string[]): Promise<{ id: string } | null> {
  const [row] = await db().$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "FollowUp"
      WHERE "settledAt" IS NULL AND "heldAt" IS NULL AND "kind" <> 'THANK_YOU'
      AND "projectId" IS NOT NULL
      AND "dueAt" <= now() AND "id" <> ALL(${seenIds}::uuid[])
    ORDER BY "dueAt" LIMIT 1`;
  return row ?? null;
}

async function issueDue(tx: Tx, followUpId: string, now: Date): Promise<void> {
  const followUp = await lockPlanned(tx, followUpId);
  // Another worker has had it meanwhile, or the freelancer.
  if (!followUp || followUp.dueAt > now) return;
  const { kind, plannedAt, dueAt, contactHours, askedAt, facts, studio } = followUp;
  const invitation = facts.survey?.invitation ?? null;
  const days = studio.reminderDays;
  const later =
    kind === "REMINDER"
      ? waitsUntil({ plannedAt, askedAt, invitation, days, contactHours }, now)
      : null;
  if (isTooLate(dueAt, now)) await markHeld(tx, followUpId, now);
  else if (later) await markDue(tx, followUpId, later);
  else if (isNoTimeToWrite(now, contactHours))
    await markDue(tx, followUpId, nextMorning(now, contactHours));
  else {
    const why = await issue(tx, followUp, now);
    if (why && comesWithClosing(followUp)) await markCancelled(tx, followUpId, why, now);
    else if (why) await markSkipped(tx, followUpId, why, now);
    return recordIssue(tx, followUp, "followUp.decided", why, now);
  }
  await recordIssue(tx, followUp, "followUp.putOff", null, now);
}

/** An open case only puts off an invitation: it is planned again when the case is closed. */
const comesWithClosing = ({ kind, facts }: Planned) =>
  kind === "TESTIMONIAL" && facts.caseOpenedAt !== null && facts.turnedOffAt === null;

/** A follow-up that waits, with its facts, locked with all that its email touches; null when it no longer waits. */
async function lockPlanned(tx: Tx, followUpId: string): Promise<Planned | null> {
  const [found] = await listPlanned(tx, { id: followUpId }, 1);
  if (!found) return null;
  await lockAsking(tx, found);
  const [followUp] = await listPlanned(tx, { id: followUpId, settledAt: null, heldAt: null }, 1);
  return followUp ?? null;
}

/**
 * Locks what asking a client touches. One person is asked by one transaction at a time, whatever clients they are a
 * contact of, so that two due projects cannot both pass the cool-down; and no case is opened meanwhile.
 */
export async function lockAsking(
  tx: Tx,
  followUp: Pick<Planned, "id" | "freelancerId" | "contact" | "project" | "projectId">,
): Promise<void> {
  const { freelancerId, contact } = followUp;
  const same = await tx.contact.findMany({
    where: { freelancerId, address: { equals: contact.address, mode: "insensitive" } },
    select: { id: true },
  });
  await lockShared(tx, followUp, { client: followUp.project.client.id });
  await lock(tx, followUp, {
    contact: same.map(({ id }) => id),
    project: followUp.projectId,
    followUp: [followUp.id],
  });
}

async function recordIssue(
  tx: Tx,
  { id, freelancerId, kind, projectId, contactId }: Planned,
  what: "followUp.decided" | "followUp.putOff",
  why: string | null,
  at: Date,
) {
  await record(tx, {
    freelancerId,
    actor: "UPTOMARK",
    kind: what,
    at,
    projectId,
    contactId,
    subjectId: id,
    data: { what: stored(followUpKinds[kind].name), why },
  });
}

/**
 * Turns a planned follow-up that asks something into its email, in the transaction that holds its row. Returns why the
 * stop rules keep it back, or null when it was written. `byHand`: sent at once, whatever the hour.
 */
export async function issue(
  tx: Tx,
  followUp: Planned,
  now: Date,
  byHand = false,
): Promise<string | null> {
  const why = whyNot(followUp.facts, now);
  if (why) return why;
  const { studio, contact, projectId } = followUp;
  const emailId = await enqueueEmail(tx, {
    ...toContact(studio, contact),
    projectId,
    ...(await writeEmail(tx, followUp, now)),
    sendAt: now,
    inHours: !byHand && studio.seededAt === null,
  });
  await markIssued(tx, followUp.id, emailId, now);
  return null;
}

async function writeEmail(tx: Tx, followUp: Planned, now: Date) {
  const { projectId, contactId, freelancerId, project, contact, studio } = followUp;
  const { kind } = followUp.facts;
  const language = languageOf(contact.language);
  const own =
    openOwnWords(followUp.ownCipher) ?? (await findOwnText(freelancerId, kind, language, tx));
  const parties = {
    freelancerName: studio.freelancerName,
    contactName: contact.name,
    projectTitle: project.title,
    remedies: kind === "QUIET_CHECK" ? [] : await listKeptTexts(tx, projectId),
  };
  const to = await leadsTo[kind](tx, followUp, now);
  const ways = { to, unsubscribe: await unsubscribeLinkOf(tx, contactId) };
  const { email } = followUpKinds[kind];
  return {
    kind: email,
    dedupeKey: `${email}:${projectId}:${contactId}`,
    ...asking(kind, localeOf(language), parties, ways, own),
  };
}

/** Opens what a follow-up asks for, and returns where it is answered. */
const leadsTo: Record<
  AskingKind,
  (tx: Tx, followUp: Planned, now: Date) => Promise<string> | string
> = {
  CHECK_BACK: ask,
  REMINDER: questionOf,
  QUIET_CHECK: askQuiet,
  TESTIMONIAL: openInvitation,
};

/** The link of the question that is reminded of. */
function questionOf(_tx: Tx, { linkCipher }: Planned): string {
  if (!linkCipher) throw new Error("The question’s link is no longer stored.");
  return links.survey(unseal("survey-link", linkCipher));
}

/** Opens the question and plans its reminder. Returns its link. */
async function ask(tx: Tx, followUp: Planned, now: Date): Promise<string> {
  const { freelancerId, projectId, contactId, studio, contactHours } = followUp;
  const about = { freelancerId, projectId, contactId };
  const token = await openSurvey(tx, about, now);
  const dueAt = nextReminder(now, studio.reminderDays, contactHours);
  await plan(
    tx,
    { ...about, kind: "REMINDER", plannedAt: now, dueAt },
    isOn(studio, "REMINDER") ? null : turnedOff("REMINDER"),
  );
  return links.survey(token);
}

/** Opens the question to a client who has been quiet. Returns its link. */
async function askQuiet(tx: Tx, followUp: Planned, now: Date): Promise<string> {
  const { freelancerId, projectId, contactId, project } = followUp;
  const about = { freelancerId, projectId, contactId, clientId: project.client.id };
  return links.quietCheck(await openQuietCheck(tx, about, now));
}
