"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { archiveProject, unarchiveProject } from "./archive/commands";
import { describeProject } from "./commands";
import { describedProject, projectRef } from "./schema";

export const describe = freelancerAction(describedProject, async (input, asked) => {
  await checkBeforeSending(asked, { title: input.title, summary: input.summary });
  await describeProject(asked.scope, input, asked.seen);
  return say("form.saved");
});

export const archive = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await archiveProject(scope, projectId, now);
});

export const unarchive = freelancerAction(projectRef, async ({ projectId }, { scope }) => {
  await unarchiveProject(scope, projectId);
});
