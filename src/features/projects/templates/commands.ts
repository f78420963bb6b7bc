import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { byFreelancer, record } from "@/features/history/commands";
import { append, onList, type Item } from "@/features/projects/checklist/commands";
import { missingFrom } from "@/features/projects/checklist/rules";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { readBeginning } from "./queries";
import type { Beginning } from "./schema";

const MOST_TEMPLATES = 50;

/**
 * Saves a project's list, dates and requests as a template under a name: days as working days from the day it began. An
 * existing template of that name is replaced. Refuses a project with none of them. Returns whether one was replaced.
 */
export async function keepTemplate(
  scope: Scope,
  input: { projectId: string; name: string },
): Promise<boolean> {
  const { freelancerId } = scope;
  const { projectId, name } = input;
  const save = async (tx: Tx) => {
    const { items, plan, requests } = await readBeginning(tx, scope, { projectId });
    if (items.length + plan.length + requests.length === 0)
      throw new Refusal("not-allowed", say("checklist.templates.empty"));
    const key = { freelancerId, name };
    const content = { items, plannedDates: plan, plannedRequests: requests };
    const isTaken = (await tx.projectTemplate.count({ where: key })) > 0;
    if (!isTaken) await refuseMore(tx, freelancerId);
    await tx.projectTemplate.upsert({
      where: { freelancerId_name: key },
      create: { ...key, ...content },
      update: content,
    });
    await record(tx, { ...byFreelancer(scope), kind: "template.saved", data: { name } });
    return isTaken;
  };
  // One studio's templates are saved one after the other, so that a name is counted once.
  return onList(scope, projectId, save, { studio: true });
}

async function refuseMore(tx: Tx, freelancerId: string): Promise<void> {
  if ((await tx.projectTemplate.count({ where: { freelancerId } })) >= MOST_TEMPLATES)
    throw new Refusal("too-many", say("checklist.templates.full", { most: MOST_TEMPLATES }));
}

/**
 * Adds a template's items to a project's list, without those already on it. Returns how many items
 * are new.
 */
export async function takeTemplate(
  scope: Scope,
  { projectId, templateId }: { projectId: string; templateId: string },
): Promise<number> {
  const from = { templateId };
  return onList(scope, projectId, (tx, list) => copyItems(tx, scope, { projectId, from, list }));
}

/** Adds what a template or an earlier project has on its list, in the transaction that holds the project. */
export async function copyItems(
  tx: Tx,
  scope: Scope,
  { projectId, from, list = [] }: { projectId: string; from: Beginning; list?: Item[] },
): Promise<number> {
  const { items } = await readBeginning(tx, scope, from);
  const texts = missingFrom(
    list.map((item) => item.text),
    items,
  );
  await append(tx, scope, projectId, list, texts);
  return texts.length;
}

/** Deletes a template. Projects that used it keep their items. */
export async function dropTemplate(scope: Scope, templateId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: templateId, freelancerId: scope.freelancerId };
    const found = await tx.projectTemplate.findUnique({ where, select: { name: true } });
    if (!found) throw notFound("template");
    await tx.projectTemplate.delete({ where });
    await record(tx, { ...byFreelancer(scope), kind: "template.removed", data: found });
  });
}
