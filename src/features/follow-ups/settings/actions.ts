"use server";

import { kindNames } from "@/features/follow-ups/rules";
import { freelancerAction } from "@/lib/action";
import { arrangeFollowUps, dropOwnText, keepOwnText } from "./commands";
import { followUpSettings, ownText, ownTextRef } from "./schema";

export const arrange = freelancerAction(followUpSettings, async (input, { scope, now }) => {
  const turned = await arrangeFollowUps(scope, input, now);
  const told = turned
    .filter((one) => one.cancelled > 0)
    .map(
      ({ kind, cancelled }) =>
        `${cancelled} ${cancelled === 1 ? kindNames[kind].one.toLowerCase() : kindNames[kind].many}`,
    );
  return told.length > 0
    ? `Kept. Taken back with it, since none of them had left: ${told.join(" and ")}.`
    : "Kept.";
});

export const keepWords = freelancerAction(ownText, async (input, { scope }) => {
  await keepOwnText(scope, input);
  return `Kept. The next ${kindNames[input.kind].one.toLowerCase()} is written with these words.`;
});

export const standardAgain = freelancerAction(ownTextRef, async (input, { scope }) => {
  await dropOwnText(scope, input);
  return "The standard words are used again.";
});
