"use server";

import { revalidatePath } from "next/cache";
import { freelancerAction } from "@/lib/action";
import { meetDeadline, promiseDeadline, takeOutDeadline, unmeetDeadline } from "./commands";
import { deadlineRef, newDeadline } from "./schema";

export const promise = freelancerAction(newDeadline, async (input, { scope, now }) => {
  await promiseDeadline(scope, input, now);
  revalidatePath("/", "layout");
  return "Promised. Your client sees it now.";
});

export const meet = freelancerAction(deadlineRef, async ({ deadlineId }, { scope, now }) => {
  await meetDeadline(scope, deadlineId, now);
  revalidatePath("/", "layout");
});

export const unmeet = freelancerAction(deadlineRef, async ({ deadlineId }, { scope }) => {
  await unmeetDeadline(scope, deadlineId);
  revalidatePath("/", "layout");
});

export const takeOut = freelancerAction(deadlineRef, async ({ deadlineId }, { scope, now }) => {
  await takeOutDeadline(scope, deadlineId, now);
  revalidatePath("/", "layout");
});
