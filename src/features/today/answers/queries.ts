import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import type { Need } from "@/features/today/needs";
import { MOST } from "@/features/today/need";

/** How long Today shows a good answer. */
export const GOOD_NEWS_DAYS = 3;

/** What was answered: the answers below mark that wait for a word, and the good ones of the last days. */
export async function listAnswers(scope: Scope, now: Date): Promise<Need[]> {
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
  const since = new Date(now.getTime() - GOOD_NEWS_DAYS * 86400000);
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
