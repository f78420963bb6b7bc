"use server";

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
