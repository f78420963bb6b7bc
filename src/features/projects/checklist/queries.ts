import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Returns a project's checklist in order. The client never sees it. */
export async function listChecklist(scope: Scope, projectId: string) {
  return db().checklistItem.findMany({
    where: { projectId, freelancerId: scope.freelancerId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, text: true, doneAt: true },
  });
}

export type ChecklistRow = Awaited<ReturnType<typeof listChecklist>>[number];
