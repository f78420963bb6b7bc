import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { byFreelancer, record } from "@/features/history/commands";
import { append, onList, type Item } from "@/features/projects/checklist/commands";
import { missingFrom } from "@/features/projects/checklist/rules";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { templateItems } from "./schema";

const MOST_TEMPLATES = 50;

/**
 * Saves a project's list as a template under a name. An existing template of that name is replaced.
 * Refuses an empty list. Returns whether one was replaced.
 */
export async function keepTemplate(
  scope: Scope,
  input: { projectId: string; name: string },
): Promise<boolean> {
  const { freelancerId } = scope;
  const { projectId, name } = input;
  const save = async (tx: Tx, list: Item[]) => {
    if (list.length === 0) throw new Refusal("not-allowed", say("checklist.templates.empty"));
    const key = { freelancerId, name };
    const isTaken = (await tx.checklistTemplate.count({ where: key })) > 0;
    const count = await tx.checklistTemplate.count({ where: { freelancerId } });
    if (!isTaken && count >= MOST_TEMPLATES)
      throw new Refusal("too-many", say("checklist.templates.full", { most: MOST_TEMPLATES }));
    const items = list.map((item) => item.text);
    await tx.checklistTemplate.upsert({
      where: { freelancerId_name: key },
      create: { ...key, items },
      update: { items },
    });
    await record(tx, { ...byFreelancer(scope), kind: "checklistTemplate.saved", data: { name } });
    return isTaken;
  };
  // One studio's templates are saved one after the other, so that a name is counted once.
  return onList(scope, projectId, save, { studio: true });
}

/**
 * Adds a template's items to a project's list, without those already on it. Returns how many items
 * are new.
 */
export async function takeTemplate(
  scope: Scope,
  input: { projectId: string; templateId: string },
): Promise<number> {
  return onList(scope, input.projectId, (tx, list) => copyTemplate(tx, scope, { ...input, list }));
}

/** Like `takeTemplate`, in the transaction that creates the project. */
export async function copyTemplate(
  tx: Tx,
  scope: Scope,
  { projectId, templateId, list = [] }: { projectId: string; templateId: string; list?: Item[] },
): Promise<number> {
  const template = await tx.checklistTemplate.findUnique({
    where: { id: templateId, freelancerId: scope.freelancerId },
    select: { items: true },
  });
  if (!template) throw notFound("checklist");
  const texts = missingFrom(
    list.map((item) => item.text),
    templateItems.parse(template.items),
  );
  await append(tx, scope, projectId, list, texts);
  return texts.length;
}

/** Deletes a template. Projects that used it keep their items. */
export async function dropTemplate(scope: Scope, templateId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: templateId, freelancerId: scope.freelancerId };
    const found = await tx.checklistTemplate.findUnique({ where, select: { name: true } });
    if (!found) throw notFound("checklist");
    await tx.checklistTemplate.delete({ where });
    await record(tx, { ...byFreelancer(scope), kind: "checklistTemplate.removed", data: found });
  });
}
