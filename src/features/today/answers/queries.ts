import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { MOST } from "@/features/today/need";

/** How long Today shows a good answer. */
const GOOD_NEWS_DAYS = 3;

/** Returns the good answers of the last days that still count. */
export async function listGoodAnswers(scope: Scope, now: Date) {
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
