"use server";

import { projectRef } from "@/features/projects/schema";
import { freelancerAction } from "@/lib/action";
import { sendWelcome, welcomeByHand } from "./commands";

export const send = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await sendWelcome(scope, projectId, now);
});

export const byHand = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await welcomeByHand(scope, projectId, now);
});
