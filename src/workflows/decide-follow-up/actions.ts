"use server";

import { revalidatePath } from "next/cache";
import { followUpRef, movedFollowUp } from "@/features/follow-ups/schema";
import { freelancerAction } from "@/lib/action";
import { dayAndDistance, dayIn } from "@/lib/dates";
import { moveFollowUp, sendFollowUpNow, skipFollowUp } from "./commands";

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
