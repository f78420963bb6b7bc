import type { Scope } from "@/auth/scope";
import { db, Prisma } from "@/db/client";
import type { Holder } from "@/db/enums";
import type { RiskLimits } from "@/features/deadlines/rules";
import { requireOwn } from "@/features/overview/queries";
import {
  datesAtRisk,
  isOpen,
  isPut,
  isWanted,
  openProjects,
  type Filter,
} from "@/features/overview/sql";
import { fromDateColumn, type Day } from "@/lib/dates";
import { pageOf } from "@/lib/page-of";
import type { Mark, Span, TimelineProject } from "./rules";

/** As many projects as one drawing shows, and as many dates of theirs. */
const PAGE = 15;
const MOST_DATES = 200;

/**
 * Returns the projects that have a date in some weeks, a page of them, the nearest first, each with its promised and
 * target dates. Where the weeks begin with this one, dates that are late are among them, however long ago they were.
 */
export async function listTimeline(
  scope: Scope,
  filter: Filter,
  limits: RiskLimits,
  span: Span,
  after?: string,
): Promise<{ projects: TimelineProject[]; more: string | null; isCut: boolean }> {
  const { freelancerId } = scope;
  await requireOwn(scope, after);
  const found = await db().$queryRaw<{ id: string; title: string; client: string }[]>`
    SELECT p."id", p."title", c."name" AS "client" FROM ${openProjects(freelancerId)}
      CROSS JOIN LATERAL (${firstOn(span, limits)}) f
    WHERE ${isWanted(freelancerId, filter, limits)} AND f."on" IS NOT NULL
      ${after ? isAfter(freelancerId, span, limits, after) : Prisma.empty}
    ORDER BY f."on", p."id" LIMIT ${PAGE + 1}`;
  const { rows, more } = pageOf(found, PAGE);
  const marks = await listMarks(
    scope,
    rows.map((row) => row.id),
    limits,
    span,
  );
  const byProject = Map.groupBy(marks.slice(0, MOST_DATES), (mark) => mark.projectId);
  return {
    projects: rows.map((row) => ({ ...row, marks: byProject.get(row.id) ?? [] })),
    more,
    isCut: marks.length > MOST_DATES,
  };
}

/** Returns how many promised dates of the freelancer's own there are on each day of some weeks, over all pages. */
export async function countByDay(
  { freelancerId }: Scope,
  filter: Filter,
  limits: RiskLimits,
  span: Span,
): Promise<{ on: Day; count: number }[]> {
  const rows = await db().$queryRaw<{ on: Date; count: number }[]>`
    SELECT d."promisedOn" AS "on", count(*)::int AS "count"
    FROM ${openProjects(freelancerId)} JOIN "Deadline" d ON d."projectId" = p."id" AND ${isOpen}
    WHERE ${isWanted(freelancerId, filter, limits)} AND d."freelancerId" = ${freelancerId}::uuid
      AND d."holder" = 'FREELANCER'
      AND d."promisedOn" >= ${span.from}::date AND d."promisedOn" < ${span.until}::date
    GROUP BY d."promisedOn" ORDER BY d."promisedOn"`;
  return rows.map(({ on, count }) => ({ on: fromDateColumn(on), count }));
}

/** Whether a date is drawn: within the weeks, or late where they begin with this one. */
const isDrawn = (column: Prisma.Sql, { from, until }: Span, { today }: RiskLimits) =>
  from <= today
    ? Prisma.sql`${column} < ${until}::date`
    : Prisma.sql`${column} >= ${from}::date AND ${column} < ${until}::date`;

/** A target date that is over says nothing any more. */
const isAimedAt = ({ from, until }: Span, { today }: RiskLimits) =>
  Prisma.sql`d."targetOn" >= ${from > today ? from : today}::date AND d."targetOn" < ${until}::date`;

const promisedOn = Prisma.sql`d."promisedOn"`;

/** The first drawn date of `p`. */
const firstOn = (span: Span, limits: RiskLimits) => Prisma.sql`
  SELECT min(least(CASE WHEN ${isDrawn(promisedOn, span, limits)} THEN d."promisedOn" END,
    CASE WHEN ${isAimedAt(span, limits)} THEN d."targetOn" END)) AS "on"
  FROM "Deadline" d WHERE d."projectId" = p."id" AND ${isOpen}`;

const isAfter = (freelancerId: string, span: Span, limits: RiskLimits, after: string) => Prisma.sql`
  AND (f."on", p."id") > (SELECT f."on", p."id" FROM "Project" p CROSS JOIN LATERAL (${firstOn(span, limits)}) f
    WHERE p."id" = ${after}::uuid AND p."freelancerId" = ${freelancerId}::uuid)`;

type Row = {
  deadlineId: string;
  projectId: string;
  kind: "promised" | "target";
  on: Date;
  title: string;
  holder: Holder;
  isAtRisk: boolean;
  isPut: boolean;
};

async function listMarks(
  { freelancerId }: Scope,
  projectIds: string[],
  limits: RiskLimits,
  span: Span,
): Promise<Mark[]> {
  if (projectIds.length === 0) return [];
  const shown = Prisma.sql`d."projectId" = ANY(${projectIds}::uuid[]) AND ${isOpen}`;
  const rows = await db().$queryRaw<Row[]>`
    SELECT x.*, x."kind" = 'promised' AND EXISTS (SELECT 1 FROM "Project" p WHERE p."id" = x."projectId"
      AND EXISTS (SELECT 1 ${datesAtRisk(limits)} AND d."id" = x."deadlineId")) AS "isAtRisk"
    FROM (
      SELECT d."id" AS "deadlineId", d."projectId", 'promised' AS "kind", d."promisedOn" AS "on", d."title", d."holder",
        ${isPut(Prisma.sql`d."id"`)} AS "isPut"
      FROM "Deadline" d
      WHERE d."freelancerId" = ${freelancerId}::uuid AND ${shown} AND ${isDrawn(promisedOn, span, limits)}
      UNION ALL
      SELECT d."id", d."projectId", 'target', d."targetOn", d."title", d."holder", false
      FROM "Deadline" d
      WHERE d."freelancerId" = ${freelancerId}::uuid AND ${shown} AND ${isAimedAt(span, limits)}
    ) x ORDER BY x."on", x."kind", x."deadlineId" LIMIT ${MOST_DATES + 1}`;
  return rows.map(({ on, isPut: isTheirs, ...row }) => {
    const day = fromDateColumn(on);
    const isLate = row.kind === "promised" && day < limits.today && !isTheirs;
    // What was put before the client is theirs to answer.
    return { ...row, on: day, isLate, holder: isTheirs ? "CLIENT" : row.holder };
  });
}
