"use server";

import { projectRef } from "@/features/projects/schema";
import { freelancerAction } from "@/lib/action";
import { deleteProject } from "./commands";

export const remove = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await deleteProject(scope, projectId, now);
  return { goTo: "/projects" };
});
