import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { listRisks } from "@/features/deadlines/risk/queries";
import { answersBy, type OffFacts } from "@/features/studio/rules";
import { dayIn, fromDateColumn, toDateColumn } from "@/lib/dates";
import { rank, type Need } from "./rules";

const MOST = 50;
/** How long a good answer is shown among today's needs. */
const GOOD_NEWS_DAYS = 3;

/** What needs the freelancer now, ranked. Nothing of it is stored: each need ends when its cause does. */
export async function listToday(scope: Scope, studio: { zone: string; hours: unknown } & OffFacts, now: Date): Promise<Need[]> {
  const today = dayIn(studio.zone, now);
  const [answers, late, risks, messages, letters] = await Promise.all([listAnswers(scope, now), listLate(scope, today), listRisks(scope, studio, now), listWaiting(scope), listLettersToSee(scope)]);
  const needs: Need[] = [];
  for (const { verdict, writtenBack, ...answer } of answers) {
    if (verdict === "UP_TO_MARK") needs.push({ kind: "good answer", ...answer });
    else if (!writtenBack) needs.push({ kind: "answer below mark", verdict, ...answer });
  }
  for (const deadline of late) needs.push({ kind: "deadline late", ...deadline });
  for (const risk of risks) needs.push({ kind: "deadline at risk", ...risk });
  for (const message of messages) needs.push({ kind: "message waiting", ...message, answerBy: answersBy(studio, message.at) });
  for (const { needsReviewAt, lastError, leavesAt, ...letter } of letters) {
    if (needsReviewAt) needs.push({ kind: "letter to review", ...letter, why: lastError, at: needsReviewAt });
    else needs.push({ kind: "letter on hold", ...letter, leavesAt });
  }
  return rank(needs);
}

/** The standing answer of each survey: those below mark that nobody has written back to, and the good ones of the last days. */
async function listAnswers(scope: Scope, now: Date) {
  const since = new Date(now.getTime() - GOOD_NEWS_DAYS * 86_400_000);
  return db().$queryRaw<{ projectId: string; project: string; who: string; verdict: "UP_TO_MARK" | "NEARLY" | "NOT_UP_TO_MARK"; words: string; at: Date; writtenBack: boolean }[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (s."id") s."projectId", p."title" AS "project", c."name" AS "who", a."verdict", a."words", a."answeredAt" AS "at",
        EXISTS (SELECT 1 FROM "Message" m WHERE m."projectId" = s."projectId" AND m."contactId" IS NULL AND m."writtenAt" > a."answeredAt") AS "writtenBack"
      FROM "Answer" a JOIN "Survey" s ON s."id" = a."surveyId" JOIN "Project" p ON p."id" = s."projectId" JOIN "Contact" c ON c."id" = s."contactId"
      WHERE a."freelancerId" = ${scope.freelancerId}::uuid
      ORDER BY s."id", a."ordinal" DESC) standing
    WHERE CASE WHEN "verdict" = 'UP_TO_MARK' THEN "at" > ${since} ELSE NOT "writtenBack" END
    ORDER BY "at" LIMIT ${MOST}`;
}

async function listLate(scope: Scope, today: string) {
  const rows = await db().deadline.findMany({
    where: { freelancerId: scope.freelancerId, metAt: null, promisedOn: { lt: toDateColumn(today) }, holder: "FREELANCER", project: { completedAt: null } },
    orderBy: { promisedOn: "asc" },
    take: MOST,
    select: { id: true, title: true, promisedOn: true, project: { select: { id: true, title: true, client: { select: { name: true } } } } },
  });
  return rows.map(({ id, title, promisedOn, project }) => ({ deadlineId: id, title, promisedOn: fromDateColumn(promisedOn), projectId: project.id, project: project.title, who: project.client.name }));
}

/** Threads whose last word is a client's: the first line that waits, and who wrote it. */
async function listWaiting(scope: Scope) {
  return db().$queryRaw<{ projectId: string; project: string; who: string; text: string; at: Date }[]>`
    SELECT DISTINCT ON (m."projectId") m."projectId", p."title" AS "project", c."name" AS "who", left(m."text", 300) AS "text", m."writtenAt" AS "at"
    FROM "Message" m JOIN "Project" p ON p."id" = m."projectId" JOIN "Contact" c ON c."id" = m."contactId"
    WHERE m."freelancerId" = ${scope.freelancerId}::uuid
      AND NOT EXISTS (SELECT 1 FROM "Message" own WHERE own."projectId" = m."projectId" AND own."contactId" IS NULL AND (own."writtenAt", own."id") > (m."writtenAt", m."id"))
    ORDER BY m."projectId", m."writtenAt", m."id" LIMIT ${MOST}`;
}

async function listLettersToSee(scope: Scope) {
  const select = { id: true, subject: true, toName: true, leavesAt: true, needsReviewAt: true, lastError: true } as const;
  const [held, failed] = await Promise.all([
    // Those to a contact alone: a letter to the freelancer holds nothing to decide.
    db().letter.findMany({ where: { freelancerId: scope.freelancerId, settledAt: null, frozenAt: null, contactId: { not: null } }, orderBy: { leavesAt: "asc" }, take: MOST, select }),
    db().letter.findMany({ where: { freelancerId: scope.freelancerId, needsReviewAt: { not: null } }, orderBy: { needsReviewAt: "desc" }, take: MOST, select }),
  ]);
  return [...held, ...failed].map(({ id, toName, ...letter }) => ({ ...letter, letterId: id, who: toName }));
}
