"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { addItem, moveItem, removeItem, renameItem, tickItem, untickItem } from "./commands";
import { itemRef, movedItem, newItem, renamedItem } from "./schema";

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
  return say("form.saved");
});

export const move = freelancerAction(movedItem, async (input, { scope }) => {
  await moveItem(scope, input);
});

export const remove = freelancerAction(itemRef, async ({ itemId }, { scope }) => {
  await removeItem(scope, itemId);
});
