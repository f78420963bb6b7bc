import { Prisma } from "@/db/client";
import type { RiskLimits } from "@/features/deadlines/rules";
import type { Day } from "@/lib/dates";
import type { OpenState, Sort } from "./schema";

export type Filter = { state: OpenState; clientId?: string; find?: string };

/** Whether a promise is neither done nor dropped. */
export const isOpen = Prisma.sql`d."metAt" IS NULL AND d."droppedAt" IS NULL`;

/** Whether a promise was put before the client, and waits for their answer. */
export const isPut = (deadlineId: Prisma.Sql) => Prisma.sql`EXISTS (SELECT 1 FROM "SignOff" o
  WHERE o."deadlineId" = ${deadlineId} AND o."closedAt" IS NULL)`;

/** Open projects `p` of a freelancer, with their client `c` and their next date `n`, if they have one. */
export const openProjects = (freelancerId: string) => Prisma.sql`
  "Project" p JOIN "Client" c ON c."id" = p."clientId"
    LEFT JOIN LATERAL (SELECT d."id", d."title", d."promisedOn", d."holder" FROM "Deadline" d
      WHERE d."freelancerId" = ${freelancerId}::uuid AND d."projectId" = p."id" AND ${isOpen}
      ORDER BY d."promisedOn", d."id" LIMIT 1) n ON true`;

/** The open promises `d` of `p` that are at risk: the same as `whyAtRisk`, as a condition. What was delivered is not. */
export const datesAtRisk = ({ today, nearUntil, lastUntil, quietBefore }: RiskLimits) => Prisma.sql`
  FROM "Deadline" d WHERE d."projectId" = p."id" AND ${isOpen} AND d."promisedOn" >= ${today}::date
    AND (d."atRiskAt" IS NOT NULL OR (d."holder" = 'FREELANCER' AND d."promisedOn" <= ${nearUntil}::date
      AND (coalesce(${lastSign} < ${quietBefore}, true) OR (d."promisedOn" <= ${lastUntil}::date AND EXISTS (
        SELECT 1 FROM "ChecklistItem" i WHERE i."projectId" = p."id" AND i."doneAt" IS NULL)))))
    AND NOT ${isPut(Prisma.sql`d."id"`)}`;

/** When work was last logged in `p`. */
const lastSign = Prisma.sql`greatest(
  (SELECT max(w."createdAt") FROM "WorkNote" w WHERE w."projectId" = p."id"),
  (SELECT max(m."writtenAt") FROM "Message" m WHERE m."projectId" = p."id" AND m."contactId" IS NULL),
  (SELECT max(e."metAt") FROM "Deadline" e WHERE e."projectId" = p."id"),
  (SELECT max(i."doneAt") FROM "ChecklistItem" i WHERE i."projectId" = p."id"))`;

/** The day of the first open request of `p`. */
export const askedOn = Prisma.sql`(SELECT min(q."dueOn") FROM "Request" q
  WHERE q."projectId" = p."id" AND q."answeredAt" IS NULL AND q."cancelledAt" IS NULL)`;

const isNextPut = isPut(Prisma.sql`n."id"`);
/** Whether the client's turn comes first: the same as `turnOf`, as a condition. */
const isTheirs = Prisma.sql`(coalesce(n."holder" = 'CLIENT', false) OR ${isNextPut}
  OR coalesce(${askedOn} <= coalesce(n."promisedOn", 'infinity'), false))`;

const turns = {
  mine: Prisma.sql`AND (p."waitingSince" IS NOT NULL OR (n."holder" = 'FREELANCER' AND NOT ${isTheirs}))`,
  theirs: Prisma.sql`AND p."waitingSince" IS NULL AND ${isTheirs}`,
};

/** Which of the open projects are wanted: the freelancer's own, in a state, of a client, by a part of a name. */
export const isWanted = (
  freelancerId: string,
  { state, clientId, find }: Filter,
  limits: RiskLimits,
) => Prisma.sql`p."freelancerId" = ${freelancerId}::uuid AND p."completedAt" IS NULL
  ${clientId ? Prisma.sql`AND p."clientId" = ${clientId}::uuid` : Prisma.empty}
  ${find ? isNamed(find) : Prisma.empty}
  ${state === "late" ? isLateOrAtRisk(limits) : state === "open" ? Prisma.empty : turns[state]}`;

const isNamed = (find: string) => Prisma.sql`
  AND (strpos(lower(p."title"), lower(${find})) > 0 OR strpos(lower(c."name"), lower(${find})) > 0)`;

const isLateOrAtRisk = (limits: RiskLimits) =>
  Prisma.sql`AND ((n."promisedOn" < ${limits.today}::date AND NOT ${isNextPut}) OR EXISTS (SELECT 1 ${datesAtRisk(limits)}))`;

/** A project without a date comes after all that have one. */
const NEVER: Day = "9999-12-31";
const nextOn = Prisma.sql`coalesce(n."promisedOn", ${NEVER}::date)`;

/** What each order compares, and which way. A project's id makes it the only one. */
const orders: Record<Sort, { keys: Prisma.Sql[]; isDown?: true }> = {
  next: { keys: [nextOn, Prisma.sql`p."id"`] },
  name: { keys: [Prisma.sql`lower(p."title")`, Prisma.sql`p."id"`] },
  client: { keys: [Prisma.sql`lower(c."name")`, nextOn, Prisma.sql`p."id"`] },
  newest: { keys: [Prisma.sql`p."createdAt"`, Prisma.sql`p."id"`], isDown: true },
};

export const orderBy = (sort: Sort) => {
  const { keys, isDown } = orders[sort];
  return Prisma.join(
    keys.map((key) => (isDown ? Prisma.sql`${key} DESC` : key)),
    ", ",
  );
};

/** Which projects come after one of them, in an order; all without one. */
export function isAfter(freelancerId: string, sort: Sort, after: string | undefined): Prisma.Sql {
  if (!after) return Prisma.empty;
  const { keys, isDown } = orders[sort];
  const key = Prisma.join(keys, ", ");
  return Prisma.sql`AND (${key}) ${Prisma.raw(isDown ? "<" : ">")} (SELECT ${key}
    FROM ${openProjects(freelancerId)} WHERE p."id" = ${after}::uuid AND p."freelancerId" = ${freelancerId}::uuid)`;
}
