"use server";

import { revalidatePath } from "next/cache";
import { freelancerAction } from "@/lib/action";
import { removeExtra, rewordExtra, showExtra, writeExtra } from "./commands";
import { extraRef, newExtra, rewordedExtra } from "./schema";

export const write = freelancerAction(newExtra, async (input, { scope, now }) => {
  await writeExtra(scope, input, now);
  revalidatePath("/", "layout");
  return "Saved. Only you see it.";
});

export const show = freelancerAction(extraRef, async ({ extraId }, { scope, now }) => {
  await showExtra(scope, extraId, now);
  revalidatePath("/", "layout");
});

export const reword = freelancerAction(rewordedExtra, async (input, { scope }) => {
  await rewordExtra(scope, input);
  revalidatePath("/", "layout");
  return "Saved.";
});

export const remove = freelancerAction(extraRef, async ({ extraId }, { scope }) => {
  await removeExtra(scope, extraId);
  revalidatePath("/", "layout");
});
