"use server";

import { freelancerAction } from "@/lib/action";
import { beginProject, completeProject, describeProject, reopenProject } from "./commands";
import { completedProject, describedProject, newProject, projectRef } from "./schema";

export const begin = freelancerAction(newProject, async (input, { scope }) => {
  const id = await beginProject(scope, input);
  return { goTo: `/projects/${id}` };
});

export const describe = freelancerAction(describedProject, async (input, { scope }) => {
  await describeProject(scope, input);
  return "Kept.";
});

export const complete = freelancerAction(
  completedProject,
  async ({ projectId, anyway, withExtras }, { scope, now }) => {
    await completeProject(scope, projectId, now, {
      asksAboutOpenItems: !anyway,
      withExtras: withExtras === "yes",
    });
  },
);

export const reopen = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await reopenProject(scope, projectId, now);
});
