import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { notFound, Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { missingFrom, MOST_ITEMS, moved, namesOf } from "./rules";
import { templateItems } from "./schema";

const MOST_TEMPLATES = 50;

/** Adds an item at the end of a project's checklist. Refuses more than a hundred. */
export async function addItem(
  scope: Scope,
  input: { projectId: string; text: string },
): Promise<void> {
  await onList(scope, input.projectId, (tx, list) =>
    append(tx, scope, input.projectId, list, [input.text]),
  );
}

/** Ticks an item. A second time changes nothing. */
export async function tickItem(scope: Scope, itemId: string, now: Date): Promise<void> {
  await changeItem(scope, itemId, { doneAt: now }, { doneAt: null });
}

/** Unticks an item. A second time changes nothing. */
export async function untickItem(scope: Scope, itemId: string): Promise<void> {
  await changeItem(scope, itemId, { doneAt: null });
}

/** Another text for an item. Refuses what was changed elsewhere since it was `seen`. */
export async function renameItem(
  scope: Scope,
  { itemId, text }: { itemId: string; text: string },
  seen: Seen = {},
): Promise<void> {
  await onListOf(scope, itemId, async (tx, list) => {
    const item = list.find((one) => one.id === itemId)!;
    const data = changesIn({ text }, item, seen, { text: "Item" });
    await tx.checklistItem.update({ where: { id: itemId }, data });
  });
}

/** Swaps an item with its neighbour; at the end of the list it stays. */
export async function moveItem(
  scope: Scope,
  input: { itemId: string; direction: "up" | "down" },
): Promise<void> {
  await onListOf(scope, input.itemId, async (tx, list) => {
    for (const [place, id] of moved(list, input.itemId, input.direction).entries()) {
      const { id: before, position } = list[place]!;
      if (id !== before) await tx.checklistItem.update({ where: { id }, data: { position } });
    }
  });
}

/** Removes an item from its list. */
export async function removeItem(scope: Scope, itemId: string): Promise<void> {
  await onListOf(scope, itemId, async (tx) => {
    await tx.checklistItem.delete({ where: { id: itemId, freelancerId: scope.freelancerId } });
  });
}

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
    if (list.length === 0)
      throw new Refusal("not-allowed", "This list is empty, so there is nothing to save yet.");
    const key = { freelancerId, name };
    const isTaken = (await tx.checklistTemplate.count({ where: key })) > 0;
    const count = await tx.checklistTemplate.count({ where: { freelancerId } });
    if (!isTaken && count >= MOST_TEMPLATES)
      throw new Refusal(
        "too-many",
        `${MOST_TEMPLATES} checklist templates are saved already. Delete one in Settings first.`,
      );
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

/** Refuses with a question, and by name, while something is open on a project's checklist. */
export async function askAboutOpenItems(tx: Tx, projectId: string): Promise<void> {
  const open = await tx.checklistItem.findMany({
    where: { projectId, doneAt: null },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { text: true },
  });
  if (open.length > 0)
    throw new Refusal(
      "asks-again",
      `Still open on your checklist: ${namesOf(open.map((item) => item.text))}.`,
    );
}

type Item = { id: string; text: string; position: number };

/** Changes a project's list under a lock, so that positions are counted once. */
async function onList<T>(
  scope: Scope,
  projectId: string,
  work: (tx: Tx, list: Item[]) => Promise<T>,
  before: { studio?: true } = {},
): Promise<T> {
  return inTransaction(async (tx) => {
    await lock(tx, scope, { ...before, project: projectId });
    const list = await tx.checklistItem.findMany({
      where: { projectId },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, text: true, position: true },
    });
    const result = await work(tx, list);
    await record(tx, { ...byFreelancer(scope), kind: "checklist.changed", projectId });
    return result;
  });
}

async function onListOf(
  scope: Scope,
  itemId: string,
  work: (tx: Tx, list: Item[]) => Promise<void>,
): Promise<void> {
  const item = await inTransaction((tx) =>
    tx.checklistItem.findUnique({
      where: { id: itemId, freelancerId: scope.freelancerId },
      select: { projectId: true },
    }),
  );
  if (!item) throw notFound("item");
  await onList(scope, item.projectId, async (tx, list) => {
    // Another tab may have removed it while this one waited.
    if (!list.some((one) => one.id === itemId)) throw notFound("item");
    await work(tx, list);
  });
}

async function append(
  tx: Tx,
  scope: Scope,
  projectId: string,
  list: Item[],
  texts: string[],
): Promise<void> {
  if (list.length + texts.length > MOST_ITEMS)
    throw new Refusal(
      "too-many",
      `Item: a list holds ${MOST_ITEMS} at most. Remove some first.`,
      "text",
    );
  const next = (list.at(-1)?.position ?? -1) + 1;
  await tx.checklistItem.createMany({
    data: texts.map((text, index) => ({
      freelancerId: scope.freelancerId,
      projectId,
      text,
      position: next + index,
    })),
  });
}

async function changeItem(
  scope: Scope,
  itemId: string,
  data: { doneAt: Date | null },
  onlyIf: { doneAt?: null } = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: itemId, freelancerId: scope.freelancerId };
    const { count } = await tx.checklistItem.updateMany({ where: { ...where, ...onlyIf }, data });
    const item = await tx.checklistItem.findUnique({ where, select: { projectId: true } });
    if (!item) throw notFound("item");
    if (count > 0) await record(tx, { ...byFreelancer(scope), kind: "checklist.changed", ...item });
  });
}
