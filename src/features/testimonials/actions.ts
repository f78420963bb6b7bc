"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { hideTestimonial, removeReply, replyPublicly, showTestimonial } from "./commands";
import { hiding, publicReply, testimonialRef } from "./schema";

export const reply = freelancerAction(publicReply, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  await replyPublicly(asked.scope, input, asked.now);
  return "Saved. It is on your wall.";
});

export const dropReply = freelancerAction(testimonialRef, async ({ testimonialId }, { scope }) => {
  await removeReply(scope, testimonialId);
  return "Removed from your wall.";
});

export const hide = freelancerAction(hiding, async (input, { scope, now }) => {
  await hideTestimonial(scope, input, now);
  return "Hidden. Your wall counts it, with the reason.";
});

export const showAgain = freelancerAction(testimonialRef, async ({ testimonialId }, { scope }) => {
  await showTestimonial(scope, testimonialId);
  return "It is on your wall again.";
});
