import { inTransaction, Prisma, type Tx } from "@/db/client";
import { unsubscribeLinkOf } from "@/features/clients/commands";
import { plan } from "@/features/follow-ups/commands";
import { asking } from "@/features/follow-ups/emails";
import {
  findOwnText,
  listPlanned,
  openOwnWords,
  type Planned,
} from "@/features/follow-ups/queries";
import { nextReminder, turnedOff, waitsUntil, whyNot } from "@/features/follow-ups/rules";
import { enqueueEmail } from "@/features/emails/commands";
import { isTooLate } from "@/features/emails/rules";
import { isNoTimeToWrite, nextMorning } from "@/lib/contact-hours";
import { openSurvey } from "@/features/surveys/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { links } from "@/lib/links";
import { log, plainError } from "@/lib/log";
import { unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";

/**
 * Turns every due check-back and reminder, by the database's clock, into an email, or records why
 * not. If it is no time to write (after a stall), it waits for the client's next morning. If it is
 * more than fourteen days late, it is held for the freelancer. Each has its own transaction, so
 * that one failure does not hold up the others. Returns how many were looked at.
 */
export async function issueDueFollowUps(
  now: Date,
  stopped: () => boolean = () => false,
): Promise<number> {
  // Each is looked at once per run. One that failed waits for the next run, and so does one moved
  // to a morning that has come by the database's clock.
  const looked: string[] = [];
  let settled = 0;
  for (;;) {
    if (stopped()) return settled;
    let due: string | undefined;
    try {
      due = await inTransaction(async (tx) => {
        const [row] = await tx.$queryRaw<{ id: string }[]>`
          SELECT "id" FROM "FollowUp" WHERE "settledAt" IS NULL AND "heldAt" IS NULL AND "kind" <> 'THANK_YOU' AND "dueAt" <= now() AND "id" <> ALL(${looked}::uuid[])
          ORDER BY "dueAt" FOR NO KEY UPDATE SKIP LOCKED LIMIT 1`;
        due = row?.id;
        if (due) await decide(tx, due, now);
        return due;
      });
    } catch (error) {
      // Without an id, the database failed and not this follow-up.
      if (!due) throw error;
      log().error(
        { followUp: due, ...plainError(error) },
        "a follow-up could not be issued; the next run tries again",
      );
      looked.push(due);
      continue;
    }
    if (!due) return settled;
    looked.push(due);
    settled += 1;
  }
}

async function decide(tx: Tx, followUpId: string, now: Date): Promise<void> {
  const { kind, plannedAt, dueAt, contactHours, freelancerId, askedAt, facts, project } =
    await getPlanned(tx, followUpId);
  const invitation = facts.survey?.invitation ?? null;
  const later =
    kind === "REMINDER"
      ? waitsUntil(
          {
            plannedAt,
            askedAt,
            invitation,
            days: project.client.studio.reminderDays,
            contactHours,
          },
          now,
        )
      : null;
  const here = { where: { id: followUpId } };
  if (isTooLate(dueAt, now)) await tx.followUp.update({ ...here, data: { heldAt: now } });
  else if (later) await tx.followUp.update({ ...here, data: { dueAt: later } });
  else if (isNoTimeToWrite(now, contactHours))
    await tx.followUp.update({ ...here, data: { dueAt: nextMorning(now, contactHours) } });
  else {
    const why = await issue(tx, followUpId, now);
    if (why) await tx.followUp.update({ ...here, data: { skippedAt: now, settledAt: now, why } });
  }
  await notifyStudio(tx, freelancerId);
}

/**
 * Holds follow-ups planned before an instant and due by now, for their freelancer: in a restored
 * database they may have been sent already.
 */
export async function holdFollowUps(tx: Tx, before: Date, now: Date): Promise<void> {
  await tx.followUp.updateMany({
    where: { settledAt: null, heldAt: null, plannedAt: { lte: before }, dueAt: { lte: now } },
    data: { heldAt: now },
  });
}

/**
 * Turns a planned check-back or reminder into its email, in the transaction that locks its row.
 * Returns why the stop rules prevent it, or null when it was written. `byHand`: sent at once,
 * whatever the hour.
 */
export async function issue(
  tx: Tx,
  followUpId: string,
  now: Date,
  byHand = false,
): Promise<string | null> {
  const { contactId } = await tx.followUp.findUniqueOrThrow({
    where: { id: followUpId },
    select: { contactId: true },
  });
  // One contact is asked by one transaction at a time, so that two due projects cannot both pass the cool-down.
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Contact" WHERE "id" = ${contactId}::uuid FOR NO KEY UPDATE`,
  );
  const followUp = await getPlanned(tx, followUpId);
  const why = whyNot(followUp.facts, now);
  if (why) return why;
  const { studio } = followUp.project.client;
  const emailId = await enqueueEmail(tx, {
    freelancerId: followUp.freelancerId,
    projectId: followUp.projectId,
    contactId,
    fromName: studio.freelancerName,
    replyTo: studio.replyTo,
    toName: followUp.contact.name,
    toAddress: followUp.contact.address,
    ...(await writeEmail(tx, followUp, now)),
    sendAt: now,
    purpose: "SURVEY",
    inHours: !byHand && studio.seededAt === null,
  });
  await tx.followUp.update({
    where: { id: followUpId },
    data: { issuedAt: now, settledAt: now, heldAt: null, dueAt: now, emailId },
  });
  return null;
}

async function writeEmail(tx: Tx, followUp: Planned, now: Date) {
  const { projectId, contactId, freelancerId, project, contact, contactHours } = followUp;
  const { studio } = project.client;
  const parties = {
    freelancerName: studio.freelancerName,
    contactName: contact.name,
    projectTitle: project.title,
  };
  const language = languageOf(contact.language);
  const own =
    openOwnWords(followUp.ownCipher) ??
    (await findOwnText(freelancerId, followUp.kind, language, tx));
  const about = { freelancerId, projectId, contactId };
  const stop = await unsubscribeLinkOf(tx, contactId);
  const write = (kind: "CHECK_BACK" | "REMINDER", token: string) =>
    asking(kind, localeOf(language), parties, { to: links.survey(token), stop }, own);
  if (followUp.kind === "REMINDER") {
    if (!followUp.linkCipher) throw new Error("The question’s link is no longer stored.");
    return {
      kind: "survey.reminded",
      dedupeKey: `survey.reminded:${projectId}:${contactId}`,
      ...write("REMINDER", unseal("survey-link", followUp.linkCipher)),
    };
  }
  const token = await openSurvey(tx, about, now);
  await plan(
    tx,
    {
      ...about,
      kind: "REMINDER",
      plannedAt: now,
      dueAt: nextReminder(now, studio.reminderDays, contactHours),
    },
    studio.reminderOffAt && turnedOff("REMINDER"),
  );
  return {
    kind: "survey.invited",
    dedupeKey: `survey.invited:${projectId}:${contactId}`,
    ...write("CHECK_BACK", token),
  };
}

async function getPlanned(tx: Tx, followUpId: string): Promise<Planned> {
  const [followUp] = await listPlanned(tx, { id: followUpId }, 1);
  if (!followUp) throw new Error("There is no such follow-up.");
  return followUp;
}
