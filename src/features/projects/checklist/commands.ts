import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { say, spokenLanguage } from "@/language/say";
import { tags } from "@/language/languages";
import { notFound, Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { MOST_ITEMS, moved, namesOf } from "./rules";

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
    const data = changesIn({ text }, item, seen, { text: "checklist.item.label" });
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
      say("checklist.open", {
        names: namesOf(
          open.map((item) => item.text),
          say,
          tags[spokenLanguage()],
        ),
      }),
    );
}

export type Item = { id: string; text: string; position: number };

/** Changes a project's list under a lock, so that positions are counted once. */
export async function onList<T>(
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

export async function append(
  tx: Tx,
  scope: Scope,
  projectId: string,
  list: Item[],
  texts: string[],
): Promise<void> {
  if (list.length + texts.length > MOST_ITEMS)
    throw new Refusal("too-many", say("checklist.full", { most: MOST_ITEMS }), "text");
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
