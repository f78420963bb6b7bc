"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { removeExtra, rewordExtra, showExtra, writeExtra } from "./commands";
import { extraRef, newExtra, rewordedExtra } from "./schema";

export const write = freelancerAction(newExtra, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  await writeExtra(asked.scope, input, asked.now);
  return say("extras.saved");
});

export const show = freelancerAction(extraRef, async ({ extraId }, { scope, now }) => {
  await showExtra(scope, extraId, now);
});

export const reword = freelancerAction(rewordedExtra, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  await rewordExtra(asked.scope, input, asked.seen);
  return say("form.saved");
});

export const remove = freelancerAction(extraRef, async ({ extraId }, { scope }) => {
  await removeExtra(scope, extraId);
});
