"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { beginProject } from "./commands";
import { datesIn } from "./rules";
import { begunProject } from "./schema";

export const begin = freelancerAction(begunProject, async (input, asked) => {
  const { title, summary } = input;
  await checkBeforeSending(asked, { title, summary });
  const id = await beginProject(asked.scope, { ...input, dates: datesIn(input) });
  return { goTo: `/projects/${id}` };
});
