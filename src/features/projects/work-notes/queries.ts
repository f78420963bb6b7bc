import type { UpdateFrequency } from "@/db/enums";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { after } from "@/features/projects/older/rules";
import { pageOf } from "@/lib/page-of";
import { dayIn } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { isTold, nextGathering } from "@/features/projects/progress-updates/rules";

/** The most of one project that a page shows. */
const MOST = 200;

/** Returns a project's work notes, drafts first, then the newest shown; or those after one of them. */
export async function listNotes(scope: Scope, projectId: string, afterId?: string) {
  const where = { projectId, freelancerId: scope.freelancerId };
  const last = afterId
    ? await db().workNote.findUnique({
        where: { ...where, id: afterId },
        select: { id: true, createdAt: true, shownAt: true },
      })
    : null;
  if (afterId && !last) throw notFound("page");
  const found = await db().workNote.findMany({
    where: { ...where, ...(last ? after("shownAt", last) : {}) },
    orderBy: [{ shownAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "desc" }],
    take: MOST + 1,
    select: { id: true, text: true, createdAt: true, shownAt: true, gatheredAt: true },
  });
  const { rows, more } = pageOf(found, MOST);
  return { notes: rows, more };
}

/**
 * Returns when each contact's next progress update is expected, and its project if there is only
 * one. Gathers nothing.
 */
export async function listExpectedGatherings(scope: Scope, now: Date) {
  const rows = await db().$queryRaw<
    {
      contactId: string;
      name: string;
      client: string;
      zone: string;
      updateFrequency: UpdateFrequency;
      linkRevokedAt: Date | null;
      optedOutAt: Date | null;
      shownAt: Date;
      projects: string[];
    }[]
  >`
    SELECT c."id" AS "contactId", c."name", cl."name" AS "client", c."zone",
      c."updateFrequency"::text AS "updateFrequency", c."linkRevokedAt", c."optedOutAt",
      min(one."shownAt") AS "shownAt", array_agg(DISTINCT p."title") AS "projects"
    FROM (SELECT "projectId", "shownAt" FROM "WorkNote"
      WHERE "freelancerId" = ${scope.freelancerId}::uuid AND "gatheredAt" IS NULL
      AND "shownAt" IS NOT NULL
      UNION ALL SELECT "projectId", "shownAt" FROM "Extra"
        WHERE "freelancerId" = ${scope.freelancerId}::uuid AND "gatheredAt" IS NULL
        AND "shownAt" IS NOT NULL) one
    JOIN "Project" p ON p."id" = one."projectId" JOIN "Contact" c ON c."id" = p."contactId"
      JOIN "Client" cl ON cl."id" = c."clientId"
    GROUP BY c."id", cl."name" ORDER BY c."id" LIMIT ${MOST}`;
  const keyOf = (row: { contactId: string; zone: string }) =>
    `work.shown:${row.contactId}:${dayIn(row.zone, now)}`;
  const written = await db().email.findMany({
    where: { freelancerId: scope.freelancerId, dedupeKey: { in: rows.map(keyOf) } },
    select: { dedupeKey: true },
  });
  return rows.filter(isTold).flatMap((row) => {
    const at = nextGathering(
      row.shownAt,
      row.updateFrequency,
      row.zone,
      now,
      written.some((email) => email.dedupeKey === keyOf(row)),
    );
    return at
      ? [
          {
            contactId: row.contactId,
            toName: row.name,
            client: row.client,
            zone: row.zone,
            at,
            project: row.projects.length === 1 ? row.projects[0]! : null,
          },
        ]
      : [];
  });
}

export type NoteRow = Awaited<ReturnType<typeof listNotes>>["notes"][number];
