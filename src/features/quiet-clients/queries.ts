import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { lookColumns } from "@/features/studio/look/rules";
import { languageOf } from "@/language/languages";
import type { Day } from "@/lib/dates";
import { hashToken, parseToken } from "@/lib/tokens";

/** Returns the question behind a link; null for an unknown or malformed one. Opening it changes nothing. */
export async function findQuietCheck(rawToken: unknown) {
  const token = parseToken(rawToken);
  if (!token) return null;
  const found = await db().quietCheck.findUnique({
    where: { tokenHash: hashToken(token) },
    select: {
      answeredAt: true,
      expiresAt: true,
      reason: true,
      contactId: true,
      contact: { select: { name: true, language: true } },
      project: { select: { title: true } },
      client: { select: { studio: { select: { ...lookColumns, freelancerName: true } } } },
    },
  });
  if (!found) return null;
  const { contact, client, ...rest } = found;
  return {
    ...rest,
    contactName: contact.name,
    language: languageOf(contact.language),
    freelancerName: client.studio.freelancerName,
    look: client.studio,
  };
}

export type QuietFacts = NonNullable<Awaited<ReturnType<typeof findQuietCheck>>>;

/** Returns what a client was asked when they were quiet and what they answered, and when they came back. */
export async function listQuietTimes(scope: Scope, clientId: string) {
  const where = { freelancerId: scope.freelancerId, clientId };
  const [checks, returns] = await Promise.all([
    db().quietCheck.findMany({
      where,
      orderBy: { askedAt: "desc" },
      select: {
        id: true,
        askedAt: true,
        answeredAt: true,
        reason: true,
        words: true,
        isComplaint: true,
        notedAt: true,
        contact: { select: { name: true } },
      },
    }),
    db().historyEntry.findMany({
      where: { ...where, kind: "client.cameBack" },
      orderBy: { at: "desc" },
      select: { id: true, at: true, data: true, project: { select: { id: true, title: true } } },
    }),
  ]);
  return {
    checks,
    returns: returns.map(({ data, ...one }) => ({ ...one, since: (data as { since: Day }).since })),
  };
}

export type QuietTimes = Awaited<ReturnType<typeof listQuietTimes>>;

/** As many of one studio as one look at it plans; the next has the rest. */
const MOST = 100;

/** So many days before it is due a check is planned: as far as the forecast looks, and a day more. */
const AHEAD_DAYS = 15;

/** A client who has been quiet for so many months longer than the studio waits is not asked any more. */
const LATEST_MONTHS = 12;

/**
 * Returns a studio's clients whose quiet time is over or soon will be, each with the last project, whose contact is
 * asked: without an open project or a case, and not asked since that project. What a reopening cancelled does not count
 * once it is completed again. Nobody of a studio that has turned the check off.
 */
export async function listQuiet(
  { freelancerId }: Scope,
  now: Date,
  clientId?: string,
  within: Pick<Tx, "$queryRaw"> = db(),
) {
  return within.$queryRaw<
    {
      freelancerId: string;
      clientId: string;
      contactId: string;
      projectId: string;
      completedAt: Date;
    }[]
  >`
    SELECT c."freelancerId", c."id" AS "clientId", p."contactId", p."id" AS "projectId", p."completedAt"
    FROM "Client" c JOIN "Studio" s ON s."freelancerId" = c."freelancerId"
      CROSS JOIN LATERAL (SELECT l."id", l."contactId", l."completedAt" FROM "Project" l
        WHERE l."freelancerId" = c."freelancerId" AND l."clientId" = c."id"
        ORDER BY l."completedAt" DESC NULLS FIRST, l."createdAt" DESC LIMIT 1) p
    WHERE c."freelancerId" = ${freelancerId}::uuid
      AND c."caseOpenedAt" IS NULL AND c."archivedAt" IS NULL AND p."completedAt" IS NOT NULL
      AND (${clientId ?? null}::uuid IS NULL OR c."id" = ${clientId ?? null}::uuid)
      AND p."completedAt" + make_interval(months => s."quietMonths", days => -${AHEAD_DAYS}::int) <= ${now}
      AND p."completedAt" + make_interval(months => s."quietMonths" + ${LATEST_MONTHS}::int) > ${now}
      AND NOT EXISTS (SELECT 1 FROM "FollowUpSwitch" f
        WHERE f."freelancerId" = c."freelancerId" AND f."kind" = 'QUIET_CHECK')
      AND NOT EXISTS (SELECT 1 FROM "FollowUp" f WHERE f."projectId" = p."id" AND f."kind" = 'QUIET_CHECK'
        AND (f."cancelledAt" IS NULL OR f."cancelledAt" >= p."completedAt"))
    ORDER BY p."completedAt" LIMIT ${MOST}`;
}

/**
 * Returns when the next of a studio's clients will be among those, if nothing happens until then: at the latest when
 * a project that is completed now would be.
 */
export async function nextQuietAt({ freelancerId }: Scope, now: Date): Promise<Date> {
  const [row] = await db().$queryRaw<{ at: Date | null }[]>`
    SELECT least(${now}::timestamptz + quiet, (SELECT min(p."completedAt" + quiet) FROM "Project" p
      WHERE p."freelancerId" = s."freelancerId" AND p."completedAt" + quiet > ${now})) AS "at"
    FROM "Studio" s, LATERAL (SELECT make_interval(months => s."quietMonths", days => -${AHEAD_DAYS}::int) AS quiet) q
    WHERE s."freelancerId" = ${freelancerId}::uuid`;
  return row?.at ?? now;
}

/** Returns since when a client has been quiet for as long as the studio waits; null where they are not quiet. */
export async function quietSince(
  tx: Tx,
  { freelancerId }: Scope,
  clientId: string,
  now: Date,
): Promise<Date | null> {
  const [row] = await tx.$queryRaw<{ since: Date }[]>`
    SELECT max(p."completedAt") AS "since" FROM "Project" p
      JOIN "Studio" s ON s."freelancerId" = p."freelancerId"
    WHERE p."freelancerId" = ${freelancerId}::uuid AND p."clientId" = ${clientId}::uuid
    GROUP BY s."quietMonths"
    HAVING bool_and(p."completedAt" IS NOT NULL)
      AND max(p."completedAt") + make_interval(months => s."quietMonths") <= ${now}`;
  return row?.since ?? null;
}
