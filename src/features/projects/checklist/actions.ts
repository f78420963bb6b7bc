"use server";

import { freelancerAction } from "@/lib/action";
import {
  addItem,
  dropTemplate,
  keepTemplate,
  moveItem,
  removeItem,
  renameItem,
  tickItem,
  untickItem,
  takeTemplate,
} from "./commands";
import {
  itemRef,
  keptTemplate,
  movedItem,
  newItem,
  renamedItem,
  templateRef,
  usedTemplate,
} from "./schema";

export const add = freelancerAction(newItem, async (input, { scope }) => {
  await addItem(scope, input);
});

export const tick = freelancerAction(itemRef, async ({ itemId }, { scope, now }) => {
  await tickItem(scope, itemId, now);
});

export const untick = freelancerAction(itemRef, async ({ itemId }, { scope }) => {
  await untickItem(scope, itemId);
});

export const rename = freelancerAction(renamedItem, async (input, { scope, seen }) => {
  await renameItem(scope, input, seen);
  return "Saved.";
});

export const move = freelancerAction(movedItem, async (input, { scope }) => {
  await moveItem(scope, input);
});

export const remove = freelancerAction(itemRef, async ({ itemId }, { scope }) => {
  await removeItem(scope, itemId);
});

export const keep = freelancerAction(keptTemplate, async (input, { scope }) => {
  const wasTaken = await keepTemplate(scope, input);
  return wasTaken ? `Saved in place of the old “${input.name}”.` : `Saved as “${input.name}”.`;
});

export const take = freelancerAction(usedTemplate, async (input, { scope }) => {
  const added = await takeTemplate(scope, input);
  return added === 0
    ? "Everything on it is on the list already."
    : `${added} ${added === 1 ? "item" : "items"} added.`;
});

export const drop = freelancerAction(templateRef, async ({ templateId }, { scope }) => {
  await dropTemplate(scope, templateId);
});
