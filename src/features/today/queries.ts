import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Holder } from "@/db/enums";
import { listRisks } from "@/features/deadlines/risk/queries";
import { findMailSettings } from "@/features/emails/accounts/queries";
import { answersBy, type OffFacts } from "@/features/studio/rules";
import { dayIn, fromDateColumn, isZone, toDateColumn, type Day } from "@/lib/dates";
import { rank, type Need } from "./needs";

const MOST = 50;
/** How long Today shows a good answer. */
const GOOD_NEWS_DAYS = 3;

/**
 * Returns what needs the freelancer now, ranked. None of it is stored: each need ends when its
 * cause does.
 */
export async function listToday(
  scope: Scope,
  studio: { zone: string; hours: unknown } & OffFacts,
  now: Date,
): Promise<Need[]> {
  const today = dayIn(studio.zone, now);
  const [answers, deadlines, risks, messages, emails, bounced, settings, held, lostZones] =
    await Promise.all([
      listAnswers(scope, now),
      listDeadlines(scope, today),
      listRisks(scope, studio, now),
      listWaiting(scope),
      listEmailsToSee(scope),
      listBounced(scope, now),
      findMailSettings(scope, now),
      listHeld(scope),
      listLostZones(scope),
    ]);
  const atRisk = new Set(risks.map((risk) => risk.deadlineId));
  return rank([
    ...answers,
    // One that is at risk today shows why.
    ...deadlines.filter((one) => one.kind !== "deadline due today" || !atRisk.has(one.deadlineId)),
    ...risks.map((risk) => ({ kind: "deadline at risk" as const, ...risk })),
    ...messages.map((message) => ({
      kind: "message waiting" as const,
      ...message,
      answerBy: answersBy(studio, message.at),
    })),
    ...emails,
    ...held.map((followUp) => ({ kind: "follow-up held" as const, ...followUp })),
    ...bounced.map((address) => ({ kind: "email bounced" as const, ...address })),
    ...(settings.trouble ? [{ kind: "emails stuck" as const, ...settings.trouble }] : []),
    ...(settings.unheard ? [{ kind: "emails unheard" as const, ...settings.unheard }] : []),
    ...(lostZones.length > 0 ? [{ kind: "zone unknown" as const, people: lostZones }] : []),
  ]);
}

/** What was answered: the answers below mark that wait for a word, and the good ones of the last days. */
async function listAnswers(scope: Scope, now: Date): Promise<Need[]> {
  const [amends, good] = await Promise.all([listAmends(scope), listGoodAnswers(scope, now)]);
  return [
    ...amends.map(({ verdict, ...answer }) => ({
      kind:
        verdict === "NEARLY"
          ? ("answer nearly up to mark" as const)
          : ("answer not up to mark" as const),
      ...answer,
    })),
    ...good.map((answer) => ({ kind: "good answer" as const, ...answer })),
  ];
}

/** Returns the answers below up to mark that nobody has replied to: the latest for each project. */
async function listAmends(scope: Scope) {
  return db().$queryRaw<
    {
      projectId: string;
      project: string;
      who: string;
      verdict: "NEARLY" | "NOT_UP_TO_MARK";
      words: string;
      at: Date;
    }[]
  >`
    SELECT p."id" AS "projectId", p."title" AS "project", a."who", a."verdict", a."words", a."answeredAt" AS "at"
    FROM "Project" p CROSS JOIN LATERAL (
      SELECT one."verdict", one."words", one."answeredAt", c."name" AS "who"
      FROM "Survey" s JOIN "Answer" one ON one."surveyId" = s."id" JOIN "Contact" c ON c."id" = s."contactId"
      WHERE s."projectId" = p."id" AND one."verdict" <> 'UP_TO_MARK'
        ORDER BY one."answeredAt" DESC, one."ordinal" DESC LIMIT 1) a
    WHERE p."freelancerId" = ${scope.freelancerId}::uuid AND p."amendsSince" IS NOT NULL
    ORDER BY p."amendsSince" LIMIT ${MOST}`;
}

/** Returns the good answers of the last days that still count. */
async function listGoodAnswers(scope: Scope, now: Date) {
  const since = new Date(now.getTime() - GOOD_NEWS_DAYS * 86_400_000);
  return db().$queryRaw<
    { projectId: string; project: string; who: string; words: string; at: Date }[]
  >`
    SELECT s."projectId", p."title" AS "project", c."name" AS "who", a."words", a."answeredAt" AS "at"
    FROM "Answer" a JOIN "Survey" s ON s."id" = a."surveyId"
      JOIN "Project" p ON p."id" = s."projectId" JOIN "Contact" c ON c."id" = s."contactId"
    WHERE a."freelancerId" = ${scope.freelancerId}::uuid AND a."answeredAt" > ${since} AND a."verdict" = 'UP_TO_MARK'
      AND NOT EXISTS (SELECT 1 FROM "Answer" later
        WHERE later."surveyId" = a."surveyId" AND later."ordinal" > a."ordinal")
    ORDER BY a."answeredAt" LIMIT ${MOST}`;
}

/**
 * The open promises whose day is over, or is today: late ones, those due today (until they are done, whatever has been
 * posted), and those that the client has let pass.
 */
async function listDeadlines(scope: Scope, today: Day) {
  const rows = await db().deadline.findMany({
    where: {
      freelancerId: scope.freelancerId,
      metAt: null,
      droppedAt: null,
      promisedOn: { lte: toDateColumn(today) },
      project: { completedAt: null },
    },
    orderBy: { promisedOn: "asc" },
    take: MOST,
    select: {
      id: true,
      title: true,
      promisedOn: true,
      holder: true,
      project: { select: { id: true, title: true, client: { select: { name: true } } } },
    },
  });
  return rows.flatMap(({ id, title, promisedOn, holder, project }) => {
    const kind = kindOf(holder, fromDateColumn(promisedOn), today);
    if (!kind) return [];
    return {
      kind,
      deadlineId: id,
      title,
      promisedOn: fromDateColumn(promisedOn),
      projectId: project.id,
      project: project.title,
      who: project.client.name,
    };
  });
}

/** What the client holds is no need of the freelancer's on its day: only when it is over. */
function kindOf(
  holder: Holder,
  promisedOn: Day,
  today: Day,
): "client late" | "deadline late" | "deadline due today" | null {
  if (holder === "CLIENT") return promisedOn < today ? "client late" : null;
  return promisedOn < today ? "deadline late" : "deadline due today";
}

/**
 * Returns the threads where a client wrote last: their first unanswered message, and who wrote it.
 */
async function listWaiting(scope: Scope) {
  return db().$queryRaw<
    { projectId: string; project: string; who: string; text: string; at: Date }[]
  >`
    SELECT p."id" AS "projectId", p."title" AS "project", m."who", m."text", p."waitingSince" AS "at"
    FROM "Project" p CROSS JOIN LATERAL (
      SELECT left(one."text", 300) AS "text", c."name" AS "who" FROM "Message" one
        JOIN "Contact" c ON c."id" = one."contactId"
      WHERE one."projectId" = p."id" AND one."writtenAt" >= p."waitingSince"
        ORDER BY one."writtenAt", one."id" LIMIT 1) m
    WHERE p."freelancerId" = ${scope.freelancerId}::uuid AND p."waitingSince" IS NOT NULL
    ORDER BY p."waitingSince" LIMIT ${MOST}`;
}

/** Returns the check-backs and reminders that are overdue. */
async function listHeld(scope: Scope) {
  const rows = await db().followUp.findMany({
    where: { freelancerId: scope.freelancerId, settledAt: null, heldAt: { not: null } },
    orderBy: { dueAt: "asc" },
    take: MOST,
    select: {
      id: true,
      kind: true,
      dueAt: true,
      contact: { select: { name: true } },
      project: { select: { title: true } },
    },
  });
  return rows.map(({ id, kind, dueAt, contact, project }) => ({
    followUpId: id,
    what: kind,
    at: dueAt,
    who: contact.name,
    project: project?.title ?? "",
  }));
}

/** Returns the people whose zone this machine no longer knows. */
async function listLostZones({ freelancerId }: Scope) {
  const zones = await db().contact.groupBy({ by: ["zone"], where: { freelancerId } });
  const unknown = zones.map(({ zone }) => zone).filter((zone) => !isZone(zone));
  if (unknown.length === 0) return [];
  return db().contact.findMany({
    where: { freelancerId, zone: { in: unknown } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { name: true, zone: true, clientId: true },
  });
}

/** How long Today shows a complaint, which nothing can fix. */
const COMPLAINT_DAYS = 14;

/** Returns the suppressed addresses in use, of contacts and the freelancer. */
async function listBounced(scope: Scope, now: Date) {
  const since = new Date(now.getTime() - COMPLAINT_DAYS * 86_400_000);
  return db().$queryRaw<
    {
      address: string;
      cause: "BOUNCED" | "COMPLAINED";
      who: string;
      why: string;
      clientId: string | null;
      emailId: string | null;
      at: Date;
    }[]
  >`
    SELECT DISTINCT ON (s."suppressedAt", s."address") s."address", s."cause", coalesce(c."name",
      'You') AS "who", coalesce(l."lastError", 'Nothing is sent there any more.') AS "why",
      c."clientId", s."emailId", s."suppressedAt" AS "at"
    FROM "Suppression" s JOIN "Studio" t ON t."freelancerId" = s."freelancerId"
      LEFT JOIN "Contact" c ON c."freelancerId" = s."freelancerId" AND c."address" = s."address"
      LEFT JOIN "Email" l ON l."id" = s."emailId"
    WHERE s."freelancerId" = ${scope.freelancerId}::uuid AND s."liftedAt" IS NULL
      AND (c."id" IS NOT NULL OR lower(t."replyTo") = s."address")
      AND (s."cause" = 'BOUNCED' OR s."suppressedAt" > ${since})
    ORDER BY s."suppressedAt", s."address", c."id" LIMIT ${MOST}`;
}

async function listEmailsToSee(scope: Scope) {
  const select = {
    id: true,
    subject: true,
    toName: true,
    sendAt: true,
    needsReviewAt: true,
    lastError: true,
  } as const;
  const [held, failed] = await Promise.all([
    // Only emails to contacts: an email to the freelancer needs no decision.
    db().email.findMany({
      where: {
        freelancerId: scope.freelancerId,
        settledAt: null,
        frozenAt: null,
        contactId: { not: null },
      },
      orderBy: { sendAt: "asc" },
      take: MOST,
      select,
    }),
    db().email.findMany({
      where: { freelancerId: scope.freelancerId, needsReviewAt: { not: null } },
      orderBy: { needsReviewAt: "desc" },
      take: MOST,
      select,
    }),
  ]);
  return [
    ...held.map(({ id, subject, toName, sendAt }) => ({
      kind: "email scheduled" as const,
      emailId: id,
      subject,
      who: toName,
      at: sendAt,
    })),
    ...failed.map(({ id, subject, toName, needsReviewAt, lastError }) => ({
      kind: "email to review" as const,
      emailId: id,
      subject,
      who: toName,
      why: lastError,
      at: needsReviewAt!,
    })),
  ];
}
