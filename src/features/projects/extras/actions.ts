"use server";

import { freelancerAction } from "@/lib/action";
import { removeExtra, rewordExtra, showExtra, writeExtra } from "./commands";
import { extraRef, newExtra, rewordedExtra } from "./schema";

export const write = freelancerAction(newExtra, async (input, { scope, now }) => {
  await writeExtra(scope, input, now);
  return "Saved. Only you see it.";
});

export const show = freelancerAction(extraRef, async ({ extraId }, { scope, now }) => {
  await showExtra(scope, extraId, now);
});

export const reword = freelancerAction(rewordedExtra, async (input, { scope, seen }) => {
  await rewordExtra(scope, input, seen);
  return "Saved.";
});

export const remove = freelancerAction(extraRef, async ({ extraId }, { scope }) => {
  await removeExtra(scope, extraId);
});
