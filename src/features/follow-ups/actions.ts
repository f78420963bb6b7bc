"use server";

import { freelancerAction } from "@/lib/action";
import { bringBackFollowUp, dropWords, rewordFollowUp } from "./commands";
import { followUpRef, rewordedFollowUp } from "./schema";

export const reword = freelancerAction(rewordedFollowUp, async (input, { scope }) => {
  await rewordFollowUp(scope, input);
  return "Kept. It will be written with these words.";
});

export const usualWords = freelancerAction(followUpRef, async ({ followUpId }, { scope }) => {
  await dropWords(scope, followUpId);
  return "The usual words are used again.";
});

export const bringBack = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await bringBackFollowUp(scope, followUpId, now);
  return "Planned again.";
});
