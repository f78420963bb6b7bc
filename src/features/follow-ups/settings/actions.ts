"use server";

import { followUpKinds } from "@/features/follow-ups/kinds";
import { freelancerAction } from "@/lib/action";
import { dropOwnText, saveOwnText } from "./commands";
import { ownText, ownTextRef } from "./schema";

export const keepWords = freelancerAction(ownText, async (input, { scope, seen }) => {
  await saveOwnText(scope, input, seen);
  return `Saved. The next ${followUpKinds[input.kind].one.toLowerCase()} is written with these words.`;
});

export const standardAgain = freelancerAction(ownTextRef, async (input, { scope }) => {
  await dropOwnText(scope, input);
  return "The default text is used again.";
});
