"use server";

import { freelancerAction } from "@/lib/action";
import { describeProject } from "./commands";
import { describedProject } from "./schema";

export const describe = freelancerAction(describedProject, async (input, { scope, seen }) => {
  await describeProject(scope, input, seen);
  return "Saved.";
});
