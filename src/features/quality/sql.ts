import { Prisma } from "@/db/client";
import { allEntries } from "@/features/ledger/sql";
import { instantAt, type Day } from "@/lib/dates";
import type { Figure } from "./kinds";

/** Whose rows of which days, from the first to before the last, in the studio's zone; of one client's alone if wanted. */
export type Span = { freelancerId: string; zone: string; from: Day; until: Day; clientId?: string };

/**
 * Whether rows of a client count, as a condition. Those of one who is being erased do not: what stays of them is
 * counted from the moment it is decided.
 */
export const isCounted = ({ freelancerId, clientId }: Span, column: string): Prisma.Sql =>
  clientId
    ? Prisma.sql`${Prisma.raw(column)} = ${clientId}::uuid`
    : Prisma.sql`NOT EXISTS (SELECT 1 FROM "Erasure" x WHERE x."freelancerId" = ${freelancerId}::uuid
        AND x."clientId" = ${Prisma.raw(column)})`;

/** The beginning and the end of a span. */
export const endsOf = ({ zone, from, until }: Span) => ({
  starts: instantAt(from, "00:00", zone),
  ends: instantAt(until, "00:00", zone),
});

type Source = (span: Span, during: (column: string) => Prisma.Sql, day: Day2Sql) => Prisma.Sql;
type Day2Sql = (column: string) => Prisma.Sql;

const owned = (span: Span) => Prisma.sql`${span.freelancerId}::uuid`;
const link = (path: string) => Prisma.raw(path);
const toProject = link(`'/projects/' || p."id" || '#promises'`);

/** Promises that were done by their day, when they were done. */
const metInTime: Source = (span, during, day) => Prisma.sql`
  SELECT 'promises.kept' AS "figure", ${day('d."metAt"')} AS "on", 0 AS "value", d."id", p."clientId",
    p."id" AS "projectId", d."title" AS "what", ${toProject} AS "href"
  FROM "Deadline" d JOIN "Project" p ON p."id" = d."projectId"
  WHERE d."freelancerId" = ${owned(span)} AND d."holder" = 'FREELANCER' AND ${during('d."metAt"')}
    AND ${day('d."metAt"')} <= d."promisedOn"`;

/** Promised days that moved later, when the client was told: before the day, or after it. */
const moved: Source = (span, during, day) => Prisma.sql`
  SELECT CASE WHEN m."toldDaysEarly" < 0 THEN 'promises.movedAfter' ELSE 'promises.moved' END, ${day('m."movedAt"')},
    m."toldDaysEarly", m."id", p."clientId", p."id", d."title", ${toProject}
  FROM "DeadlineMove" m JOIN "Deadline" d ON d."id" = m."deadlineId" JOIN "Project" p ON p."id" = d."projectId"
  WHERE m."freelancerId" = ${owned(span)} AND ${during('m."movedAt"')} AND m."toldDaysEarly" IS NOT NULL
    AND d."holder" = 'FREELANCER'`;

/** Promised days that passed without a word, by that day: as they were noted, */
const missed: Source = (span) => Prisma.sql`
  SELECT 'promises.missed', m."promisedOn", 0, m."id", p."clientId", p."id", d."title", ${toProject}
  FROM "DeadlineMiss" m JOIN "Deadline" d ON d."id" = m."deadlineId" JOIN "Project" p ON p."id" = d."projectId"
  WHERE m."freelancerId" = ${owned(span)} AND m."promisedOn" >= ${span.from}::date
    AND m."promisedOn" < ${span.until}::date AND m."toldAt" IS NULL`;

/** and those that were done too late before anybody could note it. */
const late: Source = (span, _during, day) => Prisma.sql`
  SELECT 'promises.missed', d."promisedOn", 0, d."id", p."clientId", p."id", d."title", ${toProject}
  FROM "Deadline" d JOIN "Project" p ON p."id" = d."projectId"
  WHERE d."freelancerId" = ${owned(span)} AND d."holder" = 'FREELANCER' AND d."promisedOn" >= ${span.from}::date
    AND d."promisedOn" < ${span.until}::date AND d."metAt" IS NOT NULL AND ${day('d."metAt"')} > d."promisedOn"
    AND NOT EXISTS (SELECT 1 FROM "DeadlineMiss" m WHERE m."deadlineId" = d."id" AND m."promisedOn" = d."promisedOn")`;

/** Completed projects; one that was cancelled is no delivery. */
const deliveries: Source = (span, during, day) => Prisma.sql`
  SELECT 'deliveries', ${day('p."completedAt"')}, 0, p."id", p."clientId", p."id", p."title", '/projects/' || p."id"
  FROM "Project" p WHERE p."freelancerId" = ${owned(span)} AND ${during('p."completedAt"')}
    AND p."cancelledAt" IS NULL`;

/** The one client who has to do with a failure: it goes with them. Of several it is nobody's. */
const onlyHit = Prisma.sql`(SELECT min(t."clientId"::text)::uuid FROM "FailureNotice" n
  JOIN "Contact" t ON t."id" = n."contactId" WHERE n."failureId" = e."failureId" HAVING count(DISTINCT t."clientId") = 1)`;

/** The ledger's entries. */
const wrong: Source = (span) => Prisma.sql`
  SELECT 'wrong.' || e."kind", e."on", 0, e."id", CASE WHEN e."failureId" IS NULL THEN e."clientIds"[1] ELSE ${onlyHit} END,
    e."projectId", e."what", '/ledger/' || e."id"
  FROM ${allEntries(span.freelancerId, span.zone)} e
  WHERE e."on" >= ${span.from}::date AND e."on" < ${span.until}::date`;

/** Clients’ answers as they are now, by the day of the first. */
const answers = (figure: Prisma.Sql, value: Prisma.Sql, which: Prisma.Sql): Source => {
  const now = Prisma.sql`CROSS JOIN LATERAL (SELECT l."verdict", l."effort", l."words" FROM "Answer" l
    WHERE l."surveyId" = a."surveyId" ORDER BY l."ordinal" DESC LIMIT 1) l`;
  return (span, during, day) => Prisma.sql`
    SELECT ${figure}, ${day('a."answeredAt"')}, ${value}, a."id", p."clientId", p."id", l."words",
      '/projects/' || p."id" || '#answer'
    FROM "Answer" a ${now} JOIN "Survey" s ON s."id" = a."surveyId" JOIN "Project" p ON p."id" = s."projectId"
    WHERE a."freelancerId" = ${owned(span)} AND a."ordinal" = 1 AND ${during('a."answeredAt"')} ${which}`;
};
const verdicts = answers(Prisma.sql`'verdicts.' || l."verdict"`, Prisma.sql`0`, Prisma.empty);
const effort = answers(
  Prisma.sql`'effort'`,
  Prisma.sql`l."effort"`,
  Prisma.sql`AND l."effort" IS NOT NULL`,
);

/** What was promised for a next project after something went wrong, by the day it was promised. */
const remedies: Source = (span, during, day) => Prisma.sql`
  SELECT CASE WHEN r."keptAt" IS NOT NULL THEN 'remedies.kept' WHEN r."waivedAt" IS NOT NULL THEN 'remedies.waived'
      ELSE 'remedies.open' END, ${day('r."promisedAt"')}, 0, r."id", r."clientId", NULL::uuid, r."text",
    CASE WHEN r."caseId" IS NULL THEN '/clients/' || r."clientId" || '#owed' ELSE '/cases/' || r."caseId" END
  FROM "Remedy" r WHERE r."freelancerId" = ${owned(span)} AND ${during('r."promisedAt"')}`;

/** What was said that a client will hear, from when they could read it. */
const pledges =
  (figure: Prisma.Sql, which: Prisma.Sql): Source =>
  (span, during, day) =>
    Prisma.sql`
    SELECT ${figure}, ${day('m."writtenAt"')}, 0, g."id", g."clientId", g."projectId", g."what",
      CASE WHEN g."projectId" IS NULL THEN '/clients/' || g."clientId" ELSE '/projects/' || g."projectId" END
        || '#m-' || m."id"
    FROM "Message" m JOIN "Pledge" g ON g."freelancerId" = m."freelancerId" AND g."messageId" = m."id"
    WHERE m."freelancerId" = ${owned(span)} AND ${during('m."writtenAt"')} AND m."heldUntil" IS NULL ${which}`;
const pledged = pledges(
  Prisma.sql`CASE WHEN g."missedAt" IS NOT NULL THEN 'pledges.missed' WHEN g."keptAt" IS NOT NULL THEN 'pledges.kept'
    ELSE 'pledges.open' END`,
  Prisma.empty,
);
const pledgesMoved = pledges(
  Prisma.sql`'pledges.moved'`,
  Prisma.sql`AND EXISTS (SELECT 1 FROM "PledgeMove" v WHERE v."pledgeId" = g."id")`,
);

/**
 * Days on which a subcontractor was paid: by the day that was promised first, by the one it was moved to, or after it.
 * They belong to the client whose project it was.
 */
const paid: Source = (span) => Prisma.sql`
  SELECT CASE WHEN d."doneOn" > d."promisedOn" THEN 'pay.late' WHEN d."doneOn" > o."fromOn" THEN 'pay.moved'
      ELSE 'pay.kept' END, d."doneOn", greatest(d."doneOn" - d."promisedOn", 0), d."id", p."clientId", p."id",
    w."name" || ': ' || a."title", '/subcontractors/assignments/' || a."id"
  FROM "AssignmentDate" d JOIN "Assignment" a ON a."id" = d."assignmentId" JOIN "Project" p ON p."id" = a."projectId"
    JOIN "Subcontractor" w ON w."id" = a."subcontractorId"
    LEFT JOIN LATERAL (SELECT v."fromOn" FROM "AssignmentDateMove" v WHERE v."dateId" = d."id"
      ORDER BY v."movedAt", v."id" LIMIT 1) o ON true
  WHERE d."freelancerId" = ${owned(span)} AND d."kind" = 'PAY' AND d."doneOn" >= ${span.from}::date
    AND d."doneOn" < ${span.until}::date`;

/** Clients who were quiet and began a project again. */
const back: Source = (span, during, day) => Prisma.sql`
  SELECT 'back', ${day('h."at"')}, 0, h."id", h."clientId", h."projectId", '',
    coalesce('/projects/' || h."projectId", '/clients/' || h."clientId")
  FROM "HistoryEntry" h
  WHERE h."freelancerId" = ${owned(span)} AND h."kind" = 'client.cameBack' AND ${during('h."at"')}`;

/** Clients who were asked why they had been quiet. */
const quiet: Source = (span, during, day) => Prisma.sql`
  SELECT 'quiet.' || coalesce(q."reason"::text, 'NONE'), ${day('q."askedAt"')}, 0, q."id", q."clientId", q."projectId",
    q."words", '/clients/' || q."clientId" || '#quiet'
  FROM "QuietCheck" q WHERE q."freelancerId" = ${owned(span)} AND ${during('q."askedAt"')}`;

const sources: [prefix: string, Source][] = [
  ["promises.kept", metInTime],
  ["promises.moved", moved],
  ["promises.missed", missed],
  ["promises.missed", late],
  ["deliveries", deliveries],
  ["wrong", wrong],
  ["verdicts", verdicts],
  ["effort", effort],
  ["remedies", remedies],
  ["pledges", pledged],
  ["pledges.moved", pledgesMoved],
  ["pay", paid],
  ["back", back],
  ["quiet", quiet],
];

/**
 * The rows that figures count in a span, as one table with the columns figure, on, value, id, clientId, projectId, what
 * and href; null where none of these figures is counted in SQL. Those in working time are not: see facts/queries.
 */
export function countedRows(span: Span, figures: readonly Figure[]): Prisma.Sql | null {
  const { starts, ends } = endsOf(span);
  const during = (column: string) =>
    Prisma.sql`${Prisma.raw(column)} >= ${starts} AND ${Prisma.raw(column)} < ${ends}`;
  const day = (column: string) =>
    Prisma.sql`(${Prisma.raw(column)} AT TIME ZONE ${span.zone})::date`;
  const wanted = sources.filter(([prefix]) => figures.some((one) => one.startsWith(prefix)));
  if (wanted.length === 0) return null;
  // The first names the columns, whichever it is.
  const parts = wanted.map(([, source]) => source(span, during, day));
  return Prisma.sql`(SELECT * FROM (${Prisma.join(parts, " UNION ALL ")})
    AS f("figure", "on", "value", "id", "clientId", "projectId", "what", "href")
    WHERE ${isCounted(span, 'f."clientId"')})`;
}
