"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { addLink, changeLink, removeLink } from "./commands";
import { changedLink, linkRef, newLink } from "./schema";

export const add = freelancerAction(newLink, async (input, asked) => {
  await checkBeforeSending(asked, { title: input.title });
  await addLink(asked.scope, input, asked.now);
  return say("links.added");
});

export const change = freelancerAction(changedLink, async (input, asked) => {
  await checkBeforeSending(asked, { title: input.title });
  await changeLink(asked.scope, input, asked.now, asked.seen);
  return say("form.saved");
});

export const remove = freelancerAction(linkRef, async ({ linkId }, { scope, now }) => {
  await removeLink(scope, linkId, now);
});
