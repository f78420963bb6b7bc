"use server";

import { freelancerAction } from "@/lib/action";
import { changeReply, removeReply, saveReply } from "./commands";
import { changedReply, newReply, replyRef } from "./schema";

export const save = freelancerAction(newReply, async (input, { scope }) => {
  await saveReply(scope, input);
  return `Saved. “${input.name}” is beside every message that you write.`;
});

export const change = freelancerAction(changedReply, async (input, { scope, seen }) => {
  await changeReply(scope, input, seen);
  return "Saved.";
});

export const remove = freelancerAction(replyRef, async ({ replyId }, { scope }) => {
  await removeReply(scope, replyId);
});
