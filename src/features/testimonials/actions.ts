"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { hideTestimonial, removeReply, replyPublicly, showTestimonial } from "./commands";
import { hiding, publicReply, testimonialRef } from "./schema";

export const reply = freelancerAction(publicReply, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  await replyPublicly(asked.scope, input, asked.now);
  return say("wall.saved");
});

export const dropReply = freelancerAction(testimonialRef, async ({ testimonialId }, { scope }) => {
  await removeReply(scope, testimonialId);
  return say("wall.replyRemoved");
});

export const hide = freelancerAction(hiding, async (input, { scope, now }) => {
  await hideTestimonial(scope, input, now);
  return say("wall.nowHidden");
});

export const showAgain = freelancerAction(testimonialRef, async ({ testimonialId }, { scope }) => {
  await showTestimonial(scope, testimonialId);
  return say("wall.shownAgain");
});
