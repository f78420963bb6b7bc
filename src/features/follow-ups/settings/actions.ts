"use server";

import { followUpKinds } from "@/features/follow-ups/kinds";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { dropOwnText, saveOwnText } from "./commands";
import { ownText, ownTextRef } from "./schema";

export const keepWords = freelancerAction(ownText, async (input, asked) => {
  await checkBeforeSending(asked, { subject: input.subject, text: input.text });
  await saveOwnText(asked.scope, input, asked.seen);
  return `Saved. The next ${followUpKinds[input.kind].one.toLowerCase()} is written with these words.`;
});

export const standardAgain = freelancerAction(ownTextRef, async (input, { scope }) => {
  await dropOwnText(scope, input);
  return "The default text is used again.";
});
