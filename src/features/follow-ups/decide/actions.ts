"use server";

import { revalidatePath } from "next/cache";
import { freelancerAction } from "@/lib/action";
import { dayAndDistance, dayIn } from "@/lib/dates";
import {
  bringBackFollowUp,
  dropWords,
  moveFollowUp,
  rewordFollowUp,
  sendFollowUpNow,
  skipFollowUp,
} from "./commands";
import { followUpRef, movedFollowUp, rewordedFollowUp } from "./schema";

export const sendNow = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await sendFollowUpNow(scope, followUpId, now);
  revalidatePath("/", "layout");
  return "On its way.";
});

export const skip = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await skipFollowUp(scope, followUpId, now);
  revalidatePath("/", "layout");
  return "Skipped.";
});

export const move = freelancerAction(movedFollowUp, async (input, { scope, studio, now }) => {
  const sendAt = await moveFollowUp(scope, input, now);
  revalidatePath("/", "layout");
  return `Moved to ${dayAndDistance(dayIn(studio.zone, sendAt), dayIn(studio.zone, now))}.`;
});

export const reword = freelancerAction(rewordedFollowUp, async (input, { scope }) => {
  await rewordFollowUp(scope, input);
  revalidatePath("/", "layout");
  return "Saved. It will be sent with these words.";
});

export const usualWords = freelancerAction(followUpRef, async ({ followUpId }, { scope }) => {
  await dropWords(scope, followUpId);
  revalidatePath("/", "layout");
  return "The default text is used again.";
});

export const bringBack = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await bringBackFollowUp(scope, followUpId, now);
  revalidatePath("/", "layout");
  return "Restored. It is planned again.";
});
