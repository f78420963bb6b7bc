"use server";

import { newProject } from "@/features/projects/schema";
import { freelancerAction } from "@/lib/action";
import { beginProject } from "./commands";

export const begin = freelancerAction(newProject, async (input, { scope }) => {
  const id = await beginProject(scope, input);
  return { goTo: `/projects/${id}` };
});
