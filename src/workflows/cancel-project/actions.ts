"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { cancelledProject } from "@/features/projects/schema";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { cancelProject } from "./commands";

export const cancel = freelancerAction(cancelledProject, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  const posted = await cancelProject(asked.scope, input, asked.now);
  if (!posted) return say("projects.cancel.done");
  return say(posted.heldUntil ? "projects.cancel.held" : "projects.cancel.told");
});
