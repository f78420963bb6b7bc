"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { newProject } from "@/features/projects/schema";
import { freelancerAction } from "@/lib/action";
import { beginProject } from "./commands";

export const begin = freelancerAction(newProject, async (input, { scope }) => {
  const id = await beginProject(scope, input);
  revalidatePath("/", "layout");
  redirect(`/projects/${id}`);
});
