import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { whyAtRisk, type RiskReason } from "@/features/deadlines/rules";
import { daysOffOf, type OffFacts } from "@/features/studio/rules";
import {
  addDays,
  addWorkingDays,
  dayIn,
  fromDateColumn,
  toDateColumn,
  type Day,
} from "@/lib/dates";
import { FIRST_ID } from "@/lib/first-id";

const MOST = 50;

const fields = {
  id: true,
  title: true,
  promisedOn: true,
  metAt: true,
  atRiskAt: true,
  holder: true,
  projectId: true,
  project: { select: { title: true, client: { select: { name: true } } } },
} as const;

export type Risk = {
  deadlineId: string;
  projectId: string;
  project: string;
  who: string;
  title: string;
  promisedOn: Day;
  why: RiskReason;
};

/**
 * Returns the promises at risk on a day in the studio's zone, the nearest first, with the reason.
 */
export async function listRisks(
  scope: Scope,
  studio: { zone: string } & OffFacts,
  now: Date,
  within: Pick<Tx, "deadline" | "$queryRaw"> = db(),
): Promise<Risk[]> {
  const today = dayIn(studio.zone, now);
  const isOff = daysOffOf(studio);
  const open = {
    freelancerId: scope.freelancerId,
    metAt: null,
    droppedAt: null,
    project: { completedAt: null },
    // What was put before the client waits for them.
    signOffs: { none: { closedAt: null } },
  };
  // Near promises, with a day to spare for the rule below, and marked ones: two short index scans
  // instead of a long one.
  const near = {
    gte: toDateColumn(today),
    lte: toDateColumn(addDays(addWorkingDays(today, 3, isOff), 1)),
  };
  const found = await within.deadline.findMany({
    where: { ...open, promisedOn: near },
    orderBy: [{ promisedOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: fields,
  });
  const marked = await within.deadline.findMany({
    where: { ...open, atRiskAt: { not: null }, promisedOn: { gt: near.lte } },
    orderBy: [{ promisedOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: fields,
  });
  const rows = [...found, ...marked];
  const signs = await listSigns(scope, [...new Set(rows.map((row) => row.projectId))], within);
  return rows.flatMap((row) => {
    const sign = signs.get(row.projectId);
    const promisedOn = fromDateColumn(row.promisedOn);
    const why = whyAtRisk(
      {
        ...row,
        promisedOn,
        lastSignAt: sign?.lastSignAt ?? null,
        openChecklistItems: sign?.open ?? 0,
      },
      today,
      studio.zone,
      isOff,
    );
    return why
      ? [
          {
            deadlineId: row.id,
            projectId: row.projectId,
            project: row.project.title,
            who: row.project.client.name,
            title: row.title,
            promisedOn,
            why,
          },
        ]
      : [];
  });
}

/** For each project: when work was last logged, and how many checklist items are open. */
async function listSigns(
  scope: Scope,
  projectIds: string[],
  within: Pick<Tx, "$queryRaw">,
): Promise<Map<string, { lastSignAt: Date | null; open: number }>> {
  if (projectIds.length === 0) return new Map();
  const rows = await within.$queryRaw<
    { projectId: string; lastSignAt: Date | null; open: number }[]
  >`
    SELECT p."id" AS "projectId",
      greatest(
        (SELECT max("createdAt") FROM "WorkNote" WHERE "projectId" = p."id"),
        (SELECT max("writtenAt") FROM "Message" WHERE "projectId" = p."id" AND "contactId" IS NULL),
        (SELECT max("metAt") FROM "Deadline" WHERE "projectId" = p."id"),
        (SELECT max("doneAt") FROM "ChecklistItem" WHERE "projectId" = p."id")) AS "lastSignAt",
      (SELECT count(*)::int FROM "ChecklistItem" WHERE "projectId" = p."id" AND "doneAt" IS NULL) AS "open"
    FROM "Project" p WHERE p."freelancerId" = ${scope.freelancerId}::uuid AND p."id" = ANY(${projectIds}::uuid[])`;
  return new Map(rows.map(({ projectId, ...sign }) => [projectId, sign]));
}

export type Missed = {
  id: string;
  freelancerId: string;
  projectId: string;
  title: string;
  promisedOn: Day;
  zone: string;
};

/**
 * Returns promises of freelancers whose day is over somewhere on earth, open and not recorded as missed yet: the first
 * `most` after one. What was put before the client in time waits for them, and is none of these.
 */
export function listPassed(now: Date, most: number, after?: Missed): Promise<Missed[]> {
  const farthest = dayIn("Pacific/Kiritimati", now);
  return db().$queryRaw<Missed[]>`
    SELECT d."id", d."freelancerId", d."projectId", d."title", d."promisedOn"::text AS "promisedOn", s."zone"
    FROM "Deadline" d JOIN "Project" p ON p."id" = d."projectId"
      JOIN "Studio" s ON s."freelancerId" = d."freelancerId"
    WHERE d."metAt" IS NULL AND d."droppedAt" IS NULL AND d."holder" = 'FREELANCER' AND d."promisedOn" < ${farthest}::date
      AND (d."promisedOn", d."id") > (${after?.promisedOn ?? "0001-01-01"}::date, ${after?.id ?? FIRST_ID}::uuid)
      AND p."completedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "DeadlineMiss" m WHERE m."deadlineId" = d."id" AND m."promisedOn" = d."promisedOn")
      AND NOT EXISTS (SELECT 1 FROM "SignOff" o WHERE o."deadlineId" = d."id" AND o."closedAt" IS NULL)
    ORDER BY d."promisedOn", d."id" LIMIT ${most}`;
}
