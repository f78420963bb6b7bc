import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { templateItems } from "./schema";

/** Returns the studio's checklist templates, by name. */
export async function listTemplates(scope: Scope) {
  const templates = await db().checklistTemplate.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: { name: "asc" },
    select: { id: true, name: true, items: true },
  });
  return templates.map((template) => ({ ...template, items: templateItems.parse(template.items) }));
}

export type TemplateRow = Awaited<ReturnType<typeof listTemplates>>[number];
