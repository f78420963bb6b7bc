"use server";

import { projectPeople } from "@/features/projects/schema";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { arrangePeople } from "./commands";

export const arrange = freelancerAction(projectPeople, async (input, { scope, now }) => {
  await arrangePeople(scope, input, now);
  return say("form.saved");
});
