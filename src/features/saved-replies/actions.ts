"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { changeReply, removeReply, saveReply } from "./commands";
import { changedReply, newReply, replyRef } from "./schema";

export const save = freelancerAction(newReply, async (input, { scope }) => {
  await saveReply(scope, input);
  return say("savedReplies.saved", { name: input.name });
});

export const change = freelancerAction(changedReply, async (input, { scope, seen }) => {
  await changeReply(scope, input, seen);
  return say("form.saved");
});

export const remove = freelancerAction(replyRef, async ({ replyId }, { scope }) => {
  await removeReply(scope, replyId);
});
