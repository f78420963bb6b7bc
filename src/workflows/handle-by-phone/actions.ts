"use server";

import { caseId } from "@/features/cases/schema";
import { freelancerAction } from "@/lib/action";
import { handleByPhone } from "./commands";

export const handled = freelancerAction(caseId, async (input, { scope, now }) => {
  await handleByPhone(scope, input.caseId, now);
});
