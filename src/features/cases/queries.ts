import type { Scope } from "@/auth/scope";
import { db, type Prisma } from "@/db/client";
import { findApologyFacts } from "@/features/cases/apology/queries";
import { languageOf } from "@/language/languages";
import { notFound } from "@/lib/errors";

/** As many as a list shows. */
const MOST = 50;

/** Returns the open cases, the oldest first, each with what was said last and the worse of its answers. */
export async function listOpenCases(scope: Scope) {
  return db().$queryRaw<
    {
      caseId: string;
      about: string | null;
      who: string;
      verdict: "NEARLY" | "NOT_UP_TO_MARK" | null;
      words: string;
      at: Date;
      firstRespondedAt: Date | null;
      apologizedAt: Date | null;
      repliedAt: Date | null;
      isRevoked: boolean;
    }[]
  >`
    SELECT c."id" AS "caseId", p."title" AS "about", t."name" AS "who", said."verdict", said."words",
      c."openedAt" AS "at", c."firstRespondedAt", c."apologizedAt", c."repliedAt", said."isRevoked"
    FROM "Case" c JOIN "Contact" t ON t."id" = c."contactId" LEFT JOIN "Project" p ON p."id" = c."projectId"
      CROSS JOIN LATERAL (
        SELECT CASE WHEN bool_or(o."surveyId" IS NULL) THEN NULL
            WHEN bool_or(a."worst" = 'NOT_UP_TO_MARK') THEN 'NOT_UP_TO_MARK' ELSE 'NEARLY' END AS "verdict",
          left((array_agg(coalesce(nullif(o."specifics", ''), o."words") ORDER BY o."at" DESC))[1], 300) AS "words",
          bool_and(o."surveyId" IS NOT NULL AND a."last" = 'UP_TO_MARK') AS "isRevoked"
        FROM "Complaint" o LEFT JOIN LATERAL (
          SELECT max(one."verdict") AS "worst",
            (array_agg(one."verdict" ORDER BY one."ordinal" DESC))[1] AS "last"
          FROM "Answer" one WHERE one."surveyId" = o."surveyId") a ON true
        WHERE o."caseId" = c."id") said
    WHERE c."freelancerId" = ${scope.freelancerId}::uuid AND c."closedAt" IS NULL
    ORDER BY c."openedAt", c."id" LIMIT ${MOST}`;
}

/** Returns the cases that are closed, the latest first: a page of them, and where it goes on. */
export async function listClosedCases(scope: Scope, after?: string) {
  const rows = await db().case.findMany({
    where: { freelancerId: scope.freelancerId, closedAt: { not: null } },
    orderBy: [{ closedAt: "desc" }, { id: "desc" }],
    ...(after ? { cursor: { id: after, freelancerId: scope.freelancerId }, skip: 1 } : {}),
    take: MOST + 1,
    select: {
      id: true,
      openedAt: true,
      firstRespondedAt: true,
      closedAt: true,
      outcome: true,
      cause: true,
      contact: { select: { name: true } },
      client: { select: { name: true } },
      project: { select: { title: true } },
    },
  });
  const cases = rows.slice(0, MOST);
  return { cases, more: rows.length > MOST ? cases.at(-1)!.id : null };
}

/** Returns one case of the freelancer's with all that was said, what is drafted, and what was promised. */
export async function getCase(scope: Scope, caseId: string) {
  const found = await db().case.findUnique({
    where: { id: caseId, freelancerId: scope.freelancerId },
    select: caseSelect,
  });
  if (!found) throw notFound("case");
  const { contact, ...rest } = found;
  const facts = await findApologyFacts(db(), { id: caseId, freelancerId: scope.freelancerId });
  return { ...rest, contact: { ...contact, language: languageOf(contact.language) }, facts };
}

export type CaseFacts = Awaited<ReturnType<typeof getCase>>;

const goodwillSelect = {
  id: true,
  kind: true,
  hundredths: true,
  currency: true,
  text: true,
  givenAt: true,
  usedAt: true,
} as const;

const caseSelect = {
  id: true,
  openedAt: true,
  firstRespondedAt: true,
  apologyText: true,
  draftVersion: true,
  apologizedAt: true,
  repliedAt: true,
  closedAt: true,
  outcome: true,
  cause: true,
  noRemedyWhy: true,
  client: { select: { id: true, name: true } },
  contact: { select: { id: true, name: true, language: true, linkRevokedAt: true } },
  project: { select: { id: true, title: true } },
  email: {
    select: {
      id: true,
      sendAt: true,
      sentAt: true,
      settledAt: true,
      frozenAt: true,
      needsReviewAt: true,
      lastError: true,
    },
  },
  complaints: {
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: {
      id: true,
      channel: true,
      at: true,
      words: true,
      about: true,
      specifics: true,
      specifiedAt: true,
      publicUrl: true,
      publicReply: true,
      publicRepliedAt: true,
      contact: { select: { name: true } },
      project: { select: { id: true, title: true } },
      survey: {
        select: {
          answers: {
            orderBy: { ordinal: "desc" },
            take: 1,
            select: { verdict: true, effort: true, doubts: true, answeredAt: true },
          },
        },
      },
    },
  },
  remedies: {
    orderBy: { createdAt: "asc" },
    select: { id: true, text: true, promisedAt: true, keptAt: true, waivedAt: true },
  },
  goodwill: { orderBy: { createdAt: "asc" }, select: goodwillSelect },
} satisfies Prisma.CaseSelect;

/** Returns the client's open case; null when there is none. */
export async function findOpenCase(scope: Scope, clientId: string) {
  return db().case.findFirst({
    where: { freelancerId: scope.freelancerId, clientId, closedAt: null },
    select: { id: true, openedAt: true, firstRespondedAt: true, apologizedAt: true },
  });
}

/** Returns who a complaint can be written down for: one client's people and projects, or everybody's people. */
export async function listComplainants(scope: Scope, clientId?: string) {
  const where = { freelancerId: scope.freelancerId, ...(clientId ? { clientId } : {}) };
  const [contacts, projects] = await Promise.all([
    db().contact.findMany({
      where,
      orderBy: [{ client: { name: "asc" } }, { name: "asc" }],
      select: { id: true, name: true, client: { select: { name: true } } },
    }),
    clientId
      ? db().project.findMany({
          where,
          orderBy: { createdAt: "desc" },
          select: { id: true, title: true },
        })
      : [],
  ]);
  return { contacts, projects };
}
