import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

const MOST = 100;

/** Returns a project's extras in the order they were written, private ones too. */
export async function listExtras(scope: Scope, projectId: string) {
  return db().extra.findMany({
    where: { projectId, freelancerId: scope.freelancerId },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: { id: true, text: true, shownAt: true },
  });
}

export type ExtraRow = Awaited<ReturnType<typeof listExtras>>[number];
