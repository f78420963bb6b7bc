"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { dropOwnText, saveOwnText } from "./commands";
import { ownText, ownTextRef } from "./schema";

export const keepWords = freelancerAction(ownText, async (input, asked) => {
  await checkBeforeSending(asked, { subject: input.subject, text: input.text });
  await saveOwnText(asked.scope, input, asked.seen);
  return say(`followUps.kinds.${input.kind}.kept`);
});

export const standardAgain = freelancerAction(ownTextRef, async (input, { scope }) => {
  await dropOwnText(scope, input);
  return say("followUps.defaultAgain");
});
