"use server";

import { newComplaint } from "@/features/cases/schema";
import { freelancerAction } from "@/lib/action";
import { logComplaint } from "./commands";

export const log = freelancerAction(newComplaint, async (input, { scope, now }) => {
  return { goTo: `/cases/${await logComplaint(scope, input, now)}` };
});
