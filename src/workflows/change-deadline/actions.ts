"use server";

import { changedDeadline } from "@/features/deadlines/schema";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { changePromise } from "./commands";

export const change = freelancerAction(changedDeadline, async (input, asked) => {
  await checkBeforeSending(asked, { title: input.title });
  await changePromise(asked.scope, input, asked.now, asked.seen);
  return say("form.saved");
});
