"use server";

import { newProject } from "@/features/projects/schema";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { beginProject } from "./commands";

export const begin = freelancerAction(newProject, async (input, asked) => {
  await checkBeforeSending(asked, { title: input.title, summary: input.summary });
  const id = await beginProject(asked.scope, input);
  return { goTo: `/projects/${id}` };
});
