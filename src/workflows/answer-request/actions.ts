"use server";

import { meantOption, notedAnswer, requestRef } from "@/features/requests/schema";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { acceptReply, noteAnswerRead, noteByHand } from "./commands";

export const noteAnswer = freelancerAction(notedAnswer, async (input, { scope, now }) => {
  await noteByHand(scope, input, now);
  return say("requests.answer.noted");
});

export const accept = freelancerAction(meantOption, async (input, { scope, now }) => {
  await acceptReply(scope, input, now);
});

export const readAnswer = freelancerAction(requestRef, async ({ requestId }, { scope, now }) => {
  await noteAnswerRead(scope, requestId, now);
});
