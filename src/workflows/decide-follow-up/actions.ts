"use server";

import { followUpRef, movedFollowUp } from "@/features/follow-ups/schema";
import { freelancerAction } from "@/lib/action";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { dayIn } from "@/lib/dates";
import { moveFollowUp, sendFollowUpNow, skipFollowUp } from "./commands";

export const sendNow = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await sendFollowUpNow(scope, followUpId, now);
  return say("followUps.onItsWay");
});

export const skip = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await skipFollowUp(scope, followUpId, now);
  return say("followUps.skippedNow");
});

export const move = freelancerAction(movedFollowUp, async (input, { scope, studio, now }) => {
  const sendAt = await moveFollowUp(scope, input, now);
  const { dayAndDistance } = studioLocaleOf(studio.language);
  const day = dayAndDistance(dayIn(studio.zone, sendAt), dayIn(studio.zone, now));
  return say("followUps.moved", { day });
});
