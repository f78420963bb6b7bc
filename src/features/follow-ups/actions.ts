"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { bringBackFollowUp, dropWords, rewordFollowUp } from "./decisions/commands";
import { followUpRef, rewordedFollowUp } from "./schema";

export const reword = freelancerAction(rewordedFollowUp, async (input, asked) => {
  await checkBeforeSending(asked, { subject: input.subject, text: input.text });
  await rewordFollowUp(asked.scope, input);
  return say("followUps.reworded");
});

export const usualWords = freelancerAction(followUpRef, async ({ followUpId }, { scope }) => {
  await dropWords(scope, followUpId);
  return say("followUps.defaultAgain");
});

export const bringBack = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await bringBackFollowUp(scope, followUpId, now);
  return say("followUps.restored");
});
