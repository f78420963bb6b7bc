"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { markReplied, markResponded, savePublicReply } from "./commands";
import { caseId, publicReply } from "./schema";

export const respond = freelancerAction(caseId, async (input, { scope, now }) => {
  await markResponded(scope, input.caseId, now);
});

export const reply = freelancerAction(caseId, async (input, { scope, now }) => {
  await markReplied(scope, input.caseId, now);
});

export const replyInPublic = freelancerAction(publicReply, async (input, asked) => {
  await checkBeforeSending(asked, { reply: input.reply });
  await savePublicReply(asked.scope, input, asked.now);
  return say("cases.public.saved");
});
