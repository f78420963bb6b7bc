"use server";

import { followUpRef, movedFollowUp } from "@/features/follow-ups/schema";
import { freelancerAction } from "@/lib/action";
import { dayAndDistance, dayIn } from "@/lib/dates";
import { moveFollowUp, sendFollowUpNow, skipFollowUp } from "./commands";

export const sendNow = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await sendFollowUpNow(scope, followUpId, now);
  return "On its way.";
});

export const skip = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await skipFollowUp(scope, followUpId, now);
  return "Skipped.";
});

export const move = freelancerAction(movedFollowUp, async (input, { scope, studio, now }) => {
  const sendAt = await moveFollowUp(scope, input, now);
  return `Moved to ${dayAndDistance(dayIn(studio.zone, sendAt), dayIn(studio.zone, now))}.`;
});
