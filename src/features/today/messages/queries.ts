import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { answersBy } from "@/features/studio/rules";
import type { StudioHours } from "@/features/today/cases/queries";
import { MOST } from "@/features/today/need";
import { cut } from "@/lib/cut";

/**
 * Returns the threads where a client wrote last: their first unanswered message and who wrote it, or the latest one
 * since something was put before them, which may be the answer to it.
 */
export async function listWaiting(scope: Scope) {
  return db().$queryRaw<
    {
      projectId: string | null;
      clientId: string;
      about: string;
      messageId: string;
      who: string;
      text: string;
      at: Date;
      wantsChanges: boolean;
      signOffs: { id: string; title: string }[];
    }[]
  >`
    SELECT t."projectId", t."clientId", t."about", m."messageId", m."who", m."text", t."at",
      EXISTS (SELECT 1 FROM "SignOff" f WHERE f."projectId" = t."projectId" AND f."outcome" = 'CHANGES'
        AND f."messageId" = m."messageId") AS "wantsChanges",
      (SELECT coalesce(json_agg(json_build_object('id', f."id", 'title', d."title") ORDER BY f."putAt", f."id"), '[]')
        FROM "SignOff" f JOIN "Deadline" d ON d."id" = f."deadlineId" WHERE f."projectId" = t."projectId"
          AND f."outcome" IS NULL AND f."putAt" <= m."writtenAt") AS "signOffs"
    FROM ((
      SELECT "id" AS "projectId", "clientId", "title" AS "about", "waitingSince" AS "at" FROM "Project"
      WHERE "freelancerId" = ${scope.freelancerId}::uuid AND "waitingSince" IS NOT NULL
      ORDER BY "waitingSince" LIMIT ${MOST}
    ) UNION ALL (
      SELECT NULL, "id", "name", "waitingSince" FROM "Client"
      WHERE "freelancerId" = ${scope.freelancerId}::uuid AND "waitingSince" IS NOT NULL
      ORDER BY "waitingSince" LIMIT ${MOST}
    )) t CROSS JOIN LATERAL (
      SELECT one."id" AS "messageId", left(one."text", 300) AS "text", c."name" AS "who", one."isNewWork",
          one."writtenAt"
        FROM "Message" one
        JOIN "Contact" c ON c."id" = one."contactId"
        CROSS JOIN LATERAL (SELECT min("putAt") AS "putAt" FROM "SignOff"
          WHERE "projectId" = t."projectId" AND "outcome" IS NULL) f
      WHERE one."freelancerId" = ${scope.freelancerId}::uuid AND one."clientId" = t."clientId"
        AND one."projectId" IS NOT DISTINCT FROM t."projectId" AND one."writtenAt" >= t."at"
        -- The latest that may say yes or no to what is put before them; else the first.
        ORDER BY (one."writtenAt" >= f."putAt") DESC NULLS LAST,
          extract(epoch FROM one."writtenAt") * (CASE WHEN one."writtenAt" >= f."putAt" THEN -1 ELSE 1 END), one."id"
        LIMIT 1) m
    -- What is asked for anew is a need of its own.
    WHERE NOT m."isNewWork"
    ORDER BY t."at" LIMIT ${MOST}`;
}

/** Returns what clients ask for anew, which is neither a project nor turned down. */
export async function listNewWork({ freelancerId }: Scope, studio: StudioHours) {
  const rows = await db().message.findMany({
    where: { freelancerId, isNewWork: true, begunId: null, noReplyAt: null },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      id: true,
      text: true,
      writtenAt: true,
      contact: { select: { name: true } },
      client: { select: { id: true, name: true, waitingSince: true } },
    },
  });
  return rows.map(({ id, text, writtenAt, contact, client }) => ({
    kind: "new work asked for" as const,
    messageId: id,
    clientId: client.id,
    client: client.name,
    who: contact?.name ?? client.name,
    text: cut(text, 300),
    at: writtenAt,
    answerBy:
      client.waitingSince && client.waitingSince <= writtenAt ? answersBy(studio, writtenAt) : null,
  }));
}
