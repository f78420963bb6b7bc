"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { describeProject } from "./commands";
import { describedProject } from "./schema";

export const describe = freelancerAction(describedProject, async (input, asked) => {
  await checkBeforeSending(asked, { title: input.title, summary: input.summary });
  await describeProject(asked.scope, input, asked.seen);
  return say("form.saved");
});
