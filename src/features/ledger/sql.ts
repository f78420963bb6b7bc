import { Prisma } from "@/db/client";
import type { LedgerFilter } from "./schema";

/** What is noted about an entry. */
const noted = Prisma.sql`n."learnt", n."costHundredths", n."costCurrency", n."costHours"`;

/**
 * Everything that went wrong for one freelancer, as one table: complaints, missed dates and failures that the product
 * knows by itself, each with what is noted about it, and what was written down by hand. Days are the studio's.
 */
export function allEntries(freelancerId: string, zone: string): Prisma.Sql {
  const parts = [
    complaints(freelancerId, zone),
    missedDates(freelancerId),
    failures(freelancerId),
    quietComplaints(freelancerId, zone),
    byHand(freelancerId),
  ];
  return Prisma.sql`(${Prisma.join(parts, " UNION ALL ")})`;
}

/** What clients complained of. The first of the five says what the columns are called. */
function complaints(freelancerId: string, zone: string): Prisma.Sql {
  return Prisma.sql`
    SELECT o."id", 'COMPLAINT'::"LedgerKind" AS "kind", (o."at" AT TIME ZONE ${zone})::date AS "on",
      coalesce(nullif(o."specifics", ''), o."words") AS "what", o."channel", ARRAY[c."clientId"] AS "clientIds",
      o."projectId", '/cases/' || o."caseId" AS "href", o."caseId", NULL::uuid AS "failureId", false AS "isByHand",
      coalesce(nullif(n."cause", ''), c."cause") AS "cause", ${noted}
    FROM "Complaint" o JOIN "Case" c ON c."id" = o."caseId"
      LEFT JOIN "LedgerEntry" n ON n."freelancerId" = o."freelancerId" AND n."complaintId" = o."id"
    WHERE o."freelancerId" = ${freelancerId}::uuid`;
}

/** The dates that were missed. */
function missedDates(freelancerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT m."id", 'MISSED_DATE', m."promisedOn", d."title", NULL, ARRAY[p."clientId"], p."id", '/projects/' || p."id",
      NULL, NULL, false, coalesce(n."cause", ''), ${noted}
    FROM "DeadlineMiss" m JOIN "Deadline" d ON d."id" = m."deadlineId" JOIN "Project" p ON p."id" = d."projectId"
      LEFT JOIN "LedgerEntry" n ON n."freelancerId" = m."freelancerId" AND n."deadlineMissId" = m."id"
    WHERE m."freelancerId" = ${freelancerId}::uuid`;
}

/** The failures that hit several clients. */
function failures(freelancerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT f."id", 'FAILURE', f."beganOn", f."what", NULL,
      ARRAY(SELECT DISTINCT t."clientId" FROM "FailureNotice" w JOIN "Contact" t ON t."id" = w."contactId"
        WHERE w."failureId" = f."id" AND w."toldAt" IS NOT NULL),
      NULL, '/own-it/' || f."id", NULL, f."id", false, coalesce(n."cause", ''), ${noted}
    FROM "Failure" f
      LEFT JOIN "LedgerEntry" n ON n."freelancerId" = f."freelancerId" AND n."failureId" = f."id"
    WHERE f."freelancerId" = ${freelancerId}::uuid`;
}

/** The complaints among the answers of quiet clients. */
function quietComplaints(freelancerId: string, zone: string): Prisma.Sql {
  return Prisma.sql`
    SELECT q."id", 'COMPLAINT', (q."answeredAt" AT TIME ZONE ${zone})::date, q."words", 'EMAIL', ARRAY[q."clientId"],
      q."projectId", '/clients/' || q."clientId" || '#quiet', NULL, NULL, false, coalesce(n."cause", ''), ${noted}
    FROM "QuietCheck" q
      LEFT JOIN "LedgerEntry" n ON n."freelancerId" = q."freelancerId" AND n."quietCheckId" = q."id"
    WHERE q."freelancerId" = ${freelancerId}::uuid AND q."answeredAt" IS NOT NULL AND q."isComplaint"`;
}

/** What was written down by hand. */
function byHand(freelancerId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT n."id", n."kind", n."happenedOn", n."what", n."channel", array_remove(ARRAY[n."clientId"], NULL),
      n."projectId", CASE WHEN n."projectId" IS NOT NULL THEN '/projects/' || n."projectId" || '#messages'
        WHEN n."clientId" IS NOT NULL THEN '/clients/' || n."clientId" END,
      NULL, NULL, true, n."cause", ${noted}
    FROM "LedgerEntry" n
    WHERE n."freelancerId" = ${freelancerId}::uuid AND n."complaintId" IS NULL AND n."deadlineMissId" IS NULL
      AND n."failureId" IS NULL AND n."quietCheckId" IS NULL`;
}

/** Which of them a filter shows. */
export function matching({ kind, client, channel, year }: LedgerFilter): Prisma.Sql {
  const conditions = [
    Prisma.sql`true`,
    ...(kind ? [Prisma.sql`e."kind" = ${kind}::"LedgerKind"`] : []),
    ...(client ? [Prisma.sql`${client}::uuid = ANY(e."clientIds")`] : []),
    ...(channel ? [Prisma.sql`e."channel" = ${channel}::"Channel"`] : []),
    ...(year ? [Prisma.sql`extract(year FROM e."on") = ${year}`] : []),
  ];
  return Prisma.join(conditions, " AND ");
}
