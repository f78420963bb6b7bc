"use server";

import { projectRef } from "@/features/projects/schema";
import { freelancerAction } from "@/lib/action";
import { reopenProject } from "./commands";

export const reopen = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await reopenProject(scope, projectId, now);
});
