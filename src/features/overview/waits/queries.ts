import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** What may wait in a project, apart from a client's message; the last two wait for the client. */
export type WaitKind =
  | "case"
  | "pledge"
  | "remedy"
  | "held"
  | "review"
  | "followUp"
  | "subcontractor"
  | "answer"
  | "signOff"
  | "request";

export type Wait = { kind: WaitKind; count: number; at: Date };

/**
 * Returns what waits for the freelancer in some of their projects, apart from a message, and what for the client: how
 * many of each kind, and the earliest time of it. A request's is the beginning of its day in UTC.
 */
export async function listWaits(
  { freelancerId }: Scope,
  projectIds: string[],
): Promise<Map<string, Wait[]>> {
  if (projectIds.length === 0) return new Map();
  const rows = await db().$queryRaw<(Wait & { projectId: string })[]>`
    WITH shown AS (SELECT "id", "clientId", "createdAt" FROM "Project"
      WHERE "freelancerId" = ${freelancerId}::uuid AND "id" = ANY(${projectIds}::uuid[]))
    SELECT w."projectId", w."kind", count(*)::int AS "count", min(w."at") AS "at" FROM (
      SELECT c."projectId", 'case' AS "kind", 1 AS "nth", c."openedAt" AS "at"
        FROM "Case" c JOIN shown s ON s."id" = c."projectId" WHERE c."closedAt" IS NULL
      UNION ALL SELECT g."projectId", 'pledge', 2, g."dueAt" FROM "Pledge" g JOIN shown s ON s."id" = g."projectId"
        JOIN "Message" m ON m."id" = g."messageId" WHERE g."keptAt" IS NULL AND m."heldUntil" IS NULL
      UNION ALL SELECT s."id", 'remedy', 3, r."promisedAt" FROM "Remedy" r JOIN shown s ON s."clientId" = r."clientId"
        WHERE r."promisedAt" <= s."createdAt" AND r."keptAt" IS NULL AND r."waivedAt" IS NULL
      UNION ALL SELECT e."projectId", 'held', 4, e."receivedAt" FROM "InboundEmail" e
        JOIN shown s ON s."id" = e."projectId"
        WHERE e."heldAt" IS NOT NULL AND e."filedAt" IS NULL AND e."ignoredAt" IS NULL AND e."automatic" IS NULL
      UNION ALL SELECT l."projectId", 'review', 5, l."needsReviewAt" FROM "Email" l
        JOIN shown s ON s."id" = l."projectId"
        WHERE l."freelancerId" = ${freelancerId}::uuid AND l."needsReviewAt" IS NOT NULL
      UNION ALL SELECT f."projectId", 'followUp', 6, f."dueAt" FROM "FollowUp" f JOIN shown s ON s."id" = f."projectId"
        WHERE f."freelancerId" = ${freelancerId}::uuid AND f."settledAt" IS NULL AND f."heldAt" IS NOT NULL
      UNION ALL SELECT a."projectId", 'subcontractor', 7, a."waitingSince" FROM "Assignment" a
        JOIN shown s ON s."id" = a."projectId" WHERE a."waitingSince" IS NOT NULL
      UNION ALL SELECT q."projectId", 'answer', 8, q."answeredAt" FROM "Request" q
        JOIN shown s ON s."id" = q."projectId" JOIN "RequestReply" y ON y."requestId" = q."id"
        JOIN "Message" m ON m."id" = y."messageId"
        WHERE y."acceptedAt" IS NOT NULL AND q."answeredAt" IS NOT NULL AND q."notedAt" IS NULL
          AND m."noReplyAt" IS NULL AND NOT EXISTS (SELECT 1 FROM "Message" b WHERE b."projectId" = q."projectId"
            AND b."contactId" IS NULL AND b."heldUntil" IS NULL AND b."writtenAt" > m."writtenAt")
      UNION ALL SELECT o."projectId", 'signOff', 9, o."putAt" FROM "SignOff" o
        JOIN shown s ON s."id" = o."projectId" WHERE o."closedAt" IS NULL
      UNION ALL SELECT q."projectId", 'request', 10, q."dueOn"::timestamp AT TIME ZONE 'UTC' FROM "Request" q
        JOIN shown s ON s."id" = q."projectId" WHERE q."answeredAt" IS NULL AND q."cancelledAt" IS NULL
    ) w GROUP BY w."projectId", w."kind", w."nth" ORDER BY w."nth"`;
  return new Map(
    [...Map.groupBy(rows, (row) => row.projectId)].map(([projectId, waits]) => [
      projectId,
      waits.map(({ kind, count, at }) => ({ kind, count, at })),
    ]),
  );
}
