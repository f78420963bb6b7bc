"use server";

import { closedCase } from "@/features/cases/schema";
import { freelancerAction } from "@/lib/action";
import { closeCase } from "./commands";

export const close = freelancerAction(closedCase, async (input, { scope, now }) => {
  await closeCase(scope, input, now);
});
