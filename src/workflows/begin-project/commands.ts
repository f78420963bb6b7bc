import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { copyTemplate } from "@/features/projects/templates/commands";
import { createProject } from "@/features/projects/commands";

/**
 * A new project for a contact of the freelancer's, with a saved checklist if one is named, together
 * or not at all. The same form sent twice is one project. Returns its id.
 */
export async function beginProject(
  scope: Scope,
  input: {
    contactId: string;
    title: string;
    summary?: string;
    templateId?: string;
    formKey?: string;
  },
): Promise<string> {
  const { templateId, ...project } = input;
  return inTransaction(async (tx) => {
    const { id, isNew } = await createProject(tx, scope, project);
    if (isNew && templateId) await copyTemplate(tx, scope, { projectId: id, templateId });
    return id;
  });
}
