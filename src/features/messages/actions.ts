"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { correctMessage } from "./corrections/commands";
import { rewordedHeld } from "./schema";

export const correct = freelancerAction(rewordedHeld, async (input, asked) => {
  const { scope, now, seen } = asked;
  await checkBeforeSending(asked, { text: input.text });
  const { isMarked, hasEdited } = await correctMessage(scope, input, now, seen);
  if (hasEdited) return say("messages.correct.edited");
  return say(isMarked ? "messages.correct.marked" : "messages.correct.done");
});
