"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { freelancerAction } from "@/lib/action";
import { beginProject, completeProject, describeProject, reopenProject } from "./commands";
import { completedProject, describedProject, newProject, projectRef } from "./schema";

export const begin = freelancerAction(newProject, async (input, { scope }) => {
  const id = await beginProject(scope, input);
  revalidatePath("/", "layout");
  redirect(`/projects/${id}`);
});

export const describe = freelancerAction(describedProject, async (input, { scope }) => {
  await describeProject(scope, input);
  revalidatePath("/", "layout");
  return "Saved.";
});

export const complete = freelancerAction(
  completedProject,
  async ({ projectId, anyway, withExtras }, { scope, now }) => {
    await completeProject(scope, projectId, now, {
      asksAboutOpenItems: !anyway,
      withExtras: withExtras === "yes",
    });
    revalidatePath("/", "layout");
  },
);

export const reopen = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await reopenProject(scope, projectId, now);
  revalidatePath("/", "layout");
});
