import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

const open = { promisedAt: { not: null }, keptAt: null, waivedAt: null } as const;

/**
 * Returns the remedies that are due in a project: of its client's, promised before it began and still owed. A
 * completed project owes none; those that it kept are `kept`.
 */
export async function listRemedies(
  scope: Scope,
  project: { projectId: string; clientId: string; createdAt: Date; completedAt: Date | null },
) {
  const of = { freelancerId: scope.freelancerId, clientId: project.clientId };
  const [due, kept] = await Promise.all([
    project.completedAt
      ? []
      : db().remedy.findMany({
          where: { ...of, ...open, promisedAt: { lte: project.createdAt } },
          orderBy: [{ promisedAt: "asc" }, { id: "asc" }],
          select: { id: true, text: true, promisedAt: true, caseId: true },
        }),
    db().remedy.findMany({
      where: { ...of, keptProjectId: project.projectId },
      orderBy: [{ keptAt: "asc" }, { id: "asc" }],
      select: { id: true, text: true, keptAt: true },
    }),
  ]);
  return { due, kept };
}

export type ProjectRemedies = Awaited<ReturnType<typeof listRemedies>>;

/** Returns what a client is still owed, and the goodwill that they have: open first, then used and kept. */
export async function listOwed(scope: Scope, clientId: string) {
  const of = { freelancerId: scope.freelancerId, clientId };
  const [remedies, goodwill] = await Promise.all([
    db().remedy.findMany({
      where: { ...of, promisedAt: { not: null } },
      orderBy: [{ promisedAt: "desc" }, { id: "desc" }],
      select: {
        id: true,
        text: true,
        promisedAt: true,
        keptAt: true,
        waivedAt: true,
        waivedWhy: true,
        caseId: true,
        keptProject: { select: { id: true, title: true } },
        misses: {
          orderBy: { missedAt: "asc" },
          select: { missedAt: true, why: true, project: { select: { id: true, title: true } } },
        },
      },
    }),
    db().goodwill.findMany({
      where: { ...of, givenAt: { not: null } },
      orderBy: [{ usedAt: { sort: "desc", nulls: "first" } }, { givenAt: "desc" }],
      select: {
        id: true,
        kind: true,
        hundredths: true,
        currency: true,
        text: true,
        givenAt: true,
        usedAt: true,
        caseId: true,
      },
    }),
  ]);
  return { remedies, goodwill };
}

export type Owed = Awaited<ReturnType<typeof listOwed>>;
