import { Prisma } from "@/db/client";
import type { FigureFact } from "@/features/erasures/kinds";

type Of = { freelancerId: string; clientId: string; zone: string };
type Part = {
  fact: FigureFact;
  at: Prisma.Sql;
  kind?: Prisma.Sql;
  number?: Prisma.Sql;
  from: Prisma.Sql;
};

/**
 * What stays of a client as numbers, as a table of facts, months, kinds and numbers. The times that answers
 * took are not among them: they are found line by line.
 */
export function figuresOf(of: Of): Prisma.Sql {
  const rows = [...ofWork(of), ...ofPromises(of), ...ofRecovery(of), ...ofMishaps(of)].map(
    ({ fact, at, kind = Prisma.sql`''`, number = Prisma.sql`NULL::int`, from }) => Prisma.sql`
      SELECT ${fact} AS "fact", date_trunc('month', ${at})::date AS "month", ${kind}::text AS "kind",
        (${number})::int AS "number" FROM ${from}`,
  );
  return Prisma.sql`(${Prisma.join(rows, " UNION ALL ")})`;
}

const whose = (row: string, { freelancerId }: Of) =>
  Prisma.sql`${Prisma.raw(row)}."freelancerId" = ${freelancerId}::uuid`;
const localDay = (column: string, { zone }: Of) =>
  Prisma.sql`${Prisma.raw(column)} AT TIME ZONE ${zone}`;
const projects = (row: string, of: Of) => Prisma.sql`
  JOIN "Project" p ON p."id" = ${Prisma.raw(row)}."projectId"
  WHERE ${whose(row, of)} AND p."clientId" = ${of.clientId}::uuid`;

function ofWork(of: Of): Part[] {
  const client = Prisma.sql`"clientId" = ${of.clientId}::uuid`;
  return [
    {
      fact: "verdict",
      at: localDay('a."answeredAt"', of),
      kind: Prisma.sql`a."verdict"`,
      number: Prisma.sql`a."effort"`,
      from: Prisma.sql`"Answer" a JOIN "Survey" s ON s."id" = a."surveyId" ${projects("s", of)}
        AND NOT EXISTS (SELECT 1 FROM "Answer" b WHERE b."surveyId" = s."id" AND b."ordinal" > a."ordinal")`,
    },
    {
      fact: "delivery",
      at: localDay('p."completedAt"', of),
      from: Prisma.sql`"Project" p WHERE ${whose("p", of)} AND p.${client} AND p."completedAt" IS NOT NULL`,
    },
    {
      fact: "quiet",
      at: localDay('q."answeredAt"', of),
      kind: Prisma.sql`coalesce(q."reason"::text, '')`,
      from: Prisma.sql`"QuietCheck" q WHERE ${whose("q", of)} AND q.${client} AND q."answeredAt" IS NOT NULL`,
    },
    {
      fact: "testimonial",
      at: localDay('t."givenAt"', of),
      from: Prisma.sql`"Testimonial" t ${projects("t", of)} AND t."givenAt" IS NOT NULL`,
    },
  ];
}

function ofPromises(of: Of): Part[] {
  const deadlines = (row: string) => Prisma.sql`
    JOIN "Deadline" d ON d."id" = ${Prisma.raw(row)}."deadlineId" ${projects("d", of)}`;
  return [
    {
      fact: "dateKept",
      at: Prisma.sql`d."promisedOn"::timestamp`,
      number: Prisma.sql`(${localDay('d."metAt"', of)})::date - d."promisedOn"`,
      from: Prisma.sql`"Deadline" d ${projects("d", of)} AND d."metAt" IS NOT NULL AND d."holder" = 'FREELANCER'`,
    },
    {
      fact: "dateMoved",
      at: localDay('m."movedAt"', of),
      number: Prisma.sql`m."toldDaysEarly"`,
      from: Prisma.sql`"DeadlineMove" m ${deadlines("m")} AND m."toOn" > m."fromOn"`,
    },
    {
      fact: "dateMissed",
      at: Prisma.sql`m."promisedOn"::timestamp`,
      number: Prisma.sql`m."toldDaysEarly"`,
      from: Prisma.sql`"DeadlineMiss" m ${deadlines("m")}`,
    },
    {
      fact: "pledge",
      at: localDay('l."pledgedAt"', of),
      kind: Prisma.sql`CASE WHEN l."missedAt" IS NOT NULL THEN 'missed' WHEN l."keptAt" IS NOT NULL THEN 'kept'
        ELSE 'open' END`,
      from: Prisma.sql`"Pledge" l WHERE ${whose("l", of)} AND l."clientId" = ${of.clientId}::uuid`,
    },
  ];
}

function ofRecovery(of: Of): Part[] {
  const theirs = (row: string) =>
    Prisma.sql`${whose(row, of)} AND ${Prisma.raw(row)}."clientId" = ${of.clientId}::uuid`;
  return [
    {
      fact: "case",
      at: localDay('c."openedAt"', of),
      kind: Prisma.sql`coalesce(c."outcome"::text, '')`,
      number: Prisma.sql`extract(epoch FROM c."firstRespondedAt" - c."openedAt") / 60`,
      from: Prisma.sql`"Case" c WHERE ${theirs("c")}`,
    },
    {
      fact: "remedy",
      at: localDay('r."promisedAt"', of),
      kind: Prisma.sql`CASE WHEN r."keptAt" IS NOT NULL THEN 'kept' WHEN r."waivedAt" IS NOT NULL THEN 'waived'
        ELSE 'open' END`,
      from: Prisma.sql`"Remedy" r WHERE ${theirs("r")} AND r."promisedAt" IS NOT NULL`,
    },
    {
      fact: "goodwill",
      at: localDay('g."givenAt"', of),
      kind: Prisma.sql`coalesce(g."currency", g."kind"::text)`,
      number: Prisma.sql`g."hundredths"`,
      from: Prisma.sql`"Goodwill" g WHERE ${theirs("g")} AND g."givenAt" IS NOT NULL`,
    },
  ];
}

function ofMishaps(of: Of): Part[] {
  const byHand = Prisma.sql`"LedgerEntry" n WHERE ${whose("n", of)} AND n."clientId" = ${of.clientId}::uuid
    AND n."happenedOn" IS NOT NULL`;
  // What is noted about a complaint, a missed date or a quiet client hangs under a row of the client's.
  const noted = Prisma.sql`"LedgerEntry" n WHERE ${whose("n", of)} AND (n."clientId" = ${of.clientId}::uuid
    OR n."complaintId" IN (SELECT o."id" FROM "Complaint" o JOIN "Case" c ON c."id" = o."caseId"
      WHERE c."clientId" = ${of.clientId}::uuid)
    OR n."deadlineMissId" IN (SELECT m."id" FROM "DeadlineMiss" m JOIN "Deadline" d ON d."id" = m."deadlineId"
      JOIN "Project" p ON p."id" = d."projectId" WHERE p."clientId" = ${of.clientId}::uuid)
    OR n."quietCheckId" IN (SELECT q."id" FROM "QuietCheck" q WHERE q."clientId" = ${of.clientId}::uuid))`;
  const at = Prisma.sql`coalesce(n."happenedOn"::timestamp, ${localDay('n."createdAt"', of)})`;
  return [
    { fact: "mishap", at, kind: Prisma.sql`n."kind"`, from: byHand },
    {
      fact: "mishap",
      at: localDay('o."at"', of),
      kind: Prisma.sql`'COMPLAINT'`,
      from: Prisma.sql`"Complaint" o JOIN "Case" c ON c."id" = o."caseId" WHERE ${whose("o", of)}
        AND c."clientId" = ${of.clientId}::uuid`,
    },
    {
      fact: "mishap",
      at: localDay('q."answeredAt"', of),
      kind: Prisma.sql`'COMPLAINT'`,
      from: Prisma.sql`"QuietCheck" q WHERE ${whose("q", of)} AND q."clientId" = ${of.clientId}::uuid
        AND q."isComplaint" AND q."answeredAt" IS NOT NULL`,
    },
    {
      fact: "cost",
      at,
      kind: Prisma.sql`n."costCurrency"`,
      number: Prisma.sql`n."costHundredths"`,
      from: Prisma.sql`${noted} AND n."costHundredths" IS NOT NULL AND n."costCurrency" IS NOT NULL`,
    },
    {
      fact: "cost",
      at,
      kind: Prisma.sql`'hours'`,
      number: Prisma.sql`n."costHours"`,
      from: Prisma.sql`${noted} AND n."costHours" IS NOT NULL`,
    },
  ];
}
