"use server";

import { revalidatePath } from "next/cache";
import { kindNames } from "@/features/follow-ups/rules";
import { freelancerAction } from "@/lib/action";
import { arrangeFollowUps, dropOwnText, keepOwnText } from "./commands";
import { followUpSettings, ownText, ownTextRef } from "./schema";

export const arrange = freelancerAction(followUpSettings, async (input, { scope, now }) => {
  const turned = await arrangeFollowUps(scope, input, now);
  revalidatePath("/", "layout");
  const told = turned
    .filter((one) => one.cancelled > 0)
    .map(
      ({ kind, cancelled }) =>
        `${cancelled} ${cancelled === 1 ? kindNames[kind].one.toLowerCase() : kindNames[kind].many}`,
    );
  return told.length > 0 ? `Saved. Cancelled with it: ${told.join(" and ")}.` : "Saved.";
});

export const keepWords = freelancerAction(ownText, async (input, { scope }) => {
  await keepOwnText(scope, input);
  revalidatePath("/settings/follow-ups");
  return `Saved. The next ${kindNames[input.kind].one.toLowerCase()} uses these words.`;
});

export const standardAgain = freelancerAction(ownTextRef, async (input, { scope }) => {
  await dropOwnText(scope, input);
  revalidatePath("/settings/follow-ups");
  return "The default text is used again.";
});
