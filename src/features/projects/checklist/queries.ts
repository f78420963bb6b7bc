import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { templateItems } from "./schema";

/** Returns a project's checklist in order. The client never sees it. */
export async function listChecklist(scope: Scope, projectId: string) {
  return db().checklistItem.findMany({
    where: { projectId, freelancerId: scope.freelancerId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, text: true, doneAt: true },
  });
}

/** Returns the studio's checklist templates, by name. */
export async function listTemplates(scope: Scope) {
  const templates = await db().checklistTemplate.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: { name: "asc" },
    select: { id: true, name: true, items: true },
  });
  return templates.map((template) => ({ ...template, items: templateItems.parse(template.items) }));
}

export type ChecklistRow = Awaited<ReturnType<typeof listChecklist>>[number];
export type TemplateRow = Awaited<ReturnType<typeof listTemplates>>[number];
