import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/**
 * Returns a project's extras in the order they were written, private ones too. How many there can
 * be is bounded where they are written.
 */
export async function listExtras(scope: Scope, projectId: string) {
  return db().extra.findMany({
    where: { projectId, freelancerId: scope.freelancerId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, text: true, shownAt: true },
  });
}

export type ExtraRow = Awaited<ReturnType<typeof listExtras>>[number];
