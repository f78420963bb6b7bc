import { Prisma, type Tx } from "@/db/client";
import { caseClock } from "@/features/cases/rules";
import { voiceOf, type ThreadLine } from "@/features/messages/rules";
import { responsesOf } from "@/features/messages/response-times/rules";
import type { Figure } from "@/features/quality/kinds";
import { endsOf, isCounted, type Span } from "@/features/quality/sql";
import type { OffFacts } from "@/features/studio/rules";
import { responsesOf as responsesToSubcontractor } from "@/features/subcontractors/response-times/rules";
import type { DeskLine } from "@/features/subcontractors/rules";
import { dayIn, fromDateColumn, type Day } from "@/lib/dates";

export type StudioFacts = { hours: unknown; zone: string } & OffFacts;

/** One counted case, without the names that a list shows. */
export type Fact = {
  figure: Figure;
  on: Day;
  value: number;
  id: string;
  clientId: string | null;
  projectId: string | null;
  what: string;
  href: string;
};

type Within = Pick<Tx, "$queryRaw">;
type Line = ThreadLine & { id: string; clientId: string; projectId: string | null };

/** What `voiceOf` takes for an answer, as a condition. */
const isAnswer = (table: string) => {
  const m = Prisma.raw(table);
  return Prisma.sql`NOT ${m}."isAutomatic" AND ${m}."heldUntil" IS NULL AND (${m}."contactId" IS NULL
    OR (${m}."loggedAt" IS NOT NULL AND ${m}."channel" IN ('PHONE', 'IN_PERSON')))`;
};

/**
 * Returns each reply that was given in a span, by the channel on which the client asked, with the working minutes they
 * waited. Reads of each thread the lines since the reply before the first.
 */
export async function listReplies(
  within: Within,
  studio: StudioFacts,
  span: Span,
): Promise<Fact[]> {
  const threads = Map.groupBy(
    await linesFor(within, span),
    ({ clientId, projectId }) => projectId ?? clientId,
  );
  return [...threads.values()].flatMap((lines) => repliesOf(lines, studio, span));
}

function repliesOf(lines: Line[], studio: StudioFacts, span: Span): Fact[] {
  // A reply is known by its moment; of two lines at once the first answers.
  const answers = lines.filter((line) => voiceOf(line) === "answers");
  const at = new Map(answers.toReversed().map((line) => [line.writtenAt.getTime(), line]));
  return responsesOf(lines, studio).flatMap(({ channel, answeredAt, minutes }) => {
    const on = dayIn(span.zone, answeredAt);
    if (on < span.from || on >= span.until) return [];
    const line = at.get(answeredAt.getTime())!;
    return [{ ...placeOf(line), figure: `replies.${channel}` as const, on, value: minutes }];
  });
}

const placeOf = ({ id, clientId, projectId, text }: Line) => ({
  id,
  clientId,
  projectId,
  what: text,
  href: `${projectId ? `/projects/${projectId}` : `/clients/${clientId}`}#m-${id}`,
});

/** The lines of the threads in which something was answered in a span, from the answer before it on, oldest first. */
function linesFor(within: Within, span: Span): Promise<Line[]> {
  const { starts, ends } = endsOf(span);
  const owner = Prisma.sql`${span.freelancerId}::uuid`;
  const thread = (isProject: boolean) => (table: string) => {
    const m = Prisma.raw(table);
    return isProject
      ? Prisma.sql`${m}."projectId" = t."projectId"`
      : Prisma.sql`${m}."clientId" = t."clientId" AND ${m}."projectId" IS NULL`;
  };
  const part = (isProject: boolean, ofThread = thread(isProject)) => Prisma.sql`
    SELECT m.* FROM (SELECT DISTINCT a."clientId", a."projectId" FROM "Message" a
        WHERE a."freelancerId" = ${owner} AND a."writtenAt" >= ${starts} AND a."writtenAt" < ${ends}
          AND ${isAnswer("a")} AND ${isCounted(span, 'a."clientId"')} AND a."projectId" IS ${isProject ? Prisma.sql`NOT NULL` : Prisma.sql`NULL`}) t
      LEFT JOIN LATERAL (SELECT b."writtenAt" FROM "Message" b
        WHERE b."freelancerId" = ${owner} AND ${ofThread("b")} AND b."writtenAt" < ${starts} AND ${isAnswer("b")}
        ORDER BY b."writtenAt" DESC LIMIT 1) before ON true
      JOIN "Message" m ON m."freelancerId" = ${owner} AND ${ofThread("m")} AND m."writtenAt" < ${ends}
        AND m."writtenAt" >= coalesce(before."writtenAt", '-infinity')`;
  // A thanks is short: of a longer text the beginning says enough.
  return within.$queryRaw<Line[]>`
    SELECT o."id", o."clientId", o."projectId", o."contactId", o."writtenAt", o."channel"::text AS "channel",
      o."loggedAt", o."isAutomatic", o."heldUntil", o."noReplyAt", left(o."text", 100) AS "text"
    FROM (${part(true)} UNION ALL ${part(false)}) o ORDER BY o."writtenAt", o."id"`;
}

type DeskRow = DeskLine & {
  id: string;
  assignmentId: string;
  clientId: string;
  projectId: string;
  who: string;
};

/**
 * Returns each reply that the freelancer gave a subcontractor in a span, with the working minutes they waited. It
 * belongs to the client whose project the assignment is of.
 */
export async function listTowards(
  within: Within,
  studio: StudioFacts,
  span: Span,
): Promise<Fact[]> {
  const { starts, ends } = endsOf(span);
  const rows = await within.$queryRaw<DeskRow[]>`
    SELECT m."id", m."assignmentId", p."clientId", p."id" AS "projectId", w."name" AS "who", m."isTheirs",
      left(m."text", 100) AS "text", m."writtenAt", m."noReplyAt"
    FROM "AssignmentMessage" m JOIN "Assignment" a ON a."id" = m."assignmentId"
      JOIN "Subcontractor" w ON w."id" = a."subcontractorId" JOIN "Project" p ON p."id" = a."projectId"
    WHERE m."freelancerId" = ${span.freelancerId}::uuid AND m."writtenAt" < ${ends}
      AND ${isCounted(span, 'p."clientId"')}
      AND EXISTS (SELECT 1 FROM "AssignmentMessage" x WHERE x."assignmentId" = m."assignmentId"
        AND NOT x."isTheirs" AND x."writtenAt" >= ${starts} AND x."writtenAt" < ${ends})
    ORDER BY m."writtenAt", m."id"`;
  const threads = Map.groupBy(rows, ({ assignmentId }) => assignmentId);
  return [...threads.values()].flatMap((lines) =>
    responsesToSubcontractor(lines, studio).flatMap(({ answeredAt, minutes }) => {
      const on = dayIn(span.zone, answeredAt);
      const line = lines.find(
        (one) => !one.isTheirs && one.writtenAt.getTime() === answeredAt.getTime(),
      )!;
      return on < span.from || on >= span.until ? [] : [towards(line, on, minutes)];
    }),
  );
}

const towards = (
  { id, assignmentId, clientId, projectId, who, text }: DeskRow,
  on: Day,
  value: number,
) => ({
  figure: "towards" as const,
  on,
  value,
  id,
  clientId,
  projectId,
  what: `${who}: ${text}`,
  href: `/subcontractors/assignments/${assignmentId}`,
});

type CaseRow = {
  id: string;
  clientId: string;
  projectId: string | null;
  openedAt: Date;
  firstRespondedAt: Date | null;
};

/** Returns each case that was opened in a span: whether the client heard within a working day, and after how long. */
export async function listRecoveries(
  within: Within,
  studio: StudioFacts,
  span: Span,
): Promise<Fact[]> {
  const { starts, ends } = endsOf(span);
  const cases = await within.$queryRaw<CaseRow[]>`
    SELECT c."id", c."clientId", c."projectId", c."openedAt", c."firstRespondedAt" FROM "Case" c
    WHERE c."freelancerId" = ${span.freelancerId}::uuid AND c."openedAt" >= ${starts} AND c."openedAt" < ${ends}
      AND ${isCounted(span, 'c."clientId"')}
    ORDER BY c."openedAt", c."id"`;
  return cases.map((one) => ({
    ...recoveryOf(one, studio),
    on: dayIn(span.zone, one.openedAt),
    id: one.id,
    clientId: one.clientId,
    projectId: one.projectId,
    what: "",
    href: `/cases/${one.id}`,
  }));
}

function recoveryOf(one: CaseRow, studio: StudioFacts): Pick<Fact, "figure" | "value"> {
  if (!one.firstRespondedAt) return { figure: "recovery.none", value: 0 };
  const { isInTime, minutesTaken } = caseClock(one, studio, one.firstRespondedAt);
  const figure = isInTime ? "recovery.inTime" : "recovery.late";
  return { figure, value: Math.round(minutesTaken) };
}

export type Raw = Omit<Fact, "on"> & { on: Date };
export const asFact = ({ on, ...rest }: Raw): Fact => ({ ...rest, on: fromDateColumn(on) });
