"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { beginProject } from "./commands";
import { datesIn, requestsIn, textsOf } from "./rules";
import { begunProject } from "./schema";

export const begin = freelancerAction(begunProject, async (input, asked) => {
  const { title, summary } = input;
  const requests = requestsIn(input);
  await checkBeforeSending(asked, { title, summary, ...textsOf(requests) });
  const id = await beginProject(asked.scope, {
    ...input,
    dates: datesIn(input),
    requests,
  });
  return { goTo: `/projects/${id}` };
});
