import { db } from "@/db/client";
import type { FactNow, RequestNow } from "@/features/emails/kinds";
import type { Claimed } from "@/features/emails/delivery/rules";

export type AboutWhat = Pick<Claimed, "projectId" | "contactId" | "assignmentId" | "requestId">;

/** What an email is about: an assignment, or a project and a person. */
export const aboutKey = (email: AboutWhat) =>
  email.assignmentId ?? `${email.projectId} ${email.contactId}`;

/** The fact that an email tells of: a request, or what it is about. */
export const factKey = (email: AboutWhat) => email.requestId ?? aboutKey(email);

/**
 * The facts that emails tell of, as they are now, by `factKey`: completed or open again, answered or not.
 */
export async function readFactsNow(emails: AboutWhat[]): Promise<Map<string, FactNow>> {
  const facts = await Promise.all([
    readProjectsNow(emails.filter(({ assignmentId, requestId }) => !assignmentId && !requestId)),
    readRequestsNow(distinct(emails.map(({ requestId }) => requestId))),
    readAssignmentsNow(distinct(emails.map(({ assignmentId }) => assignmentId))),
  ]);
  return new Map(facts.flat());
}

async function readRequestsNow(ids: string[]): Promise<[string, FactNow][]> {
  if (ids.length === 0) return [];
  const rows = await db().$queryRaw<({ key: string; completedAt: Date | null } & RequestNow)[]>`
    SELECT r."id"::text AS "key", p."completedAt", r."answeredAt", r."cancelledAt",
      p."contactId" <> r."contactId" AS "isForOther", c."caseOpenedAt", s."nudgesOffAt"
    FROM "Request" r JOIN "Project" p ON p."id" = r."projectId" JOIN "Client" c ON c."id" = r."clientId"
      JOIN "Studio" s ON s."freelancerId" = r."freelancerId"
    WHERE r."id" = ANY(${ids}::uuid[])`;
  return rows.map(({ key, completedAt, ...request }) => [
    key,
    { completedAt, answeredAt: null, thankYouAt: null, request },
  ]);
}

async function readAssignmentsNow(ids: string[]): Promise<[string, FactNow][]> {
  if (ids.length === 0) return [];
  const rows = await db().$queryRaw<({ key: string } & FactNow)[]>`
    SELECT a."id"::text AS "key", a."doneAt" AS "completedAt", q."answeredAt",
      (SELECT max(t."sendAt") FROM "Email" t WHERE t."assignmentId" = a."id"
        AND t."kind" = 'assignment.thanked' AND t."settledAt" IS NULL) AS "thankYouAt"
    FROM "Assignment" a LEFT JOIN "AssignmentQuestion" q ON q."assignmentId" = a."id"
    WHERE a."id" = ANY(${ids}::uuid[])`;
  return rows.map(({ key, ...fact }) => [key, fact]);
}

async function readProjectsNow(emails: AboutWhat[]): Promise<[string, FactNow][]> {
  const projectIds = distinct(emails.map((email) => email.projectId));
  if (projectIds.length === 0) return [];
  const rows = await db().$queryRaw<({ key: string } & FactNow)[]>`
    SELECT p."id"::text || ' ' || c."id"::text AS "key", p."completedAt",
      (SELECT min(a."answeredAt") FROM "Survey" s JOIN "Answer" a ON a."surveyId" = s."id"
        WHERE s."projectId" = p."id" AND s."contactId" = c."id") AS "answeredAt",
      (SELECT max(t."sendAt") FROM "Email" t
        WHERE t."projectId" = p."id" AND t."contactId" = c."id" AND t."kind" = 'project.completed'
        AND t."settledAt" IS NULL) AS "thankYouAt"
    FROM "Project" p JOIN "Contact" c ON c."freelancerId" = p."freelancerId"
    WHERE p."id" = ANY(${projectIds}::uuid[])
      AND c."id" = ANY(${distinct(emails.map((email) => email.contactId))}::uuid[])`;
  return rows.map(({ key, ...fact }) => [key, fact]);
}

function distinct(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
