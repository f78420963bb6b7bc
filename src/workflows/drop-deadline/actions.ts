"use server";

import { droppedDeadline } from "@/features/deadlines/schema";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { dropPromise } from "./commands";

export const drop = freelancerAction(droppedDeadline, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  const { posted, hasEdited } = await dropPromise(asked.scope, input, asked.now);
  if (hasEdited) return say("deadlines.drop.edited");
  if (!posted) return say("deadlines.drop.done");
  return say(posted.heldUntil ? "deadlines.drop.held" : "deadlines.drop.told");
});
