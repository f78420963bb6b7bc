"use server";

import { completedProject, projectRef } from "@/features/projects/schema";
import { freelancerAction } from "@/lib/action";
import { completeProject } from "./commands";
import { cancelCompletion, completeNow } from "./waiting/commands";

export const complete = freelancerAction(
  completedProject,
  async (
    { projectId, anyway, atOnce, withExtras, asked, done, kept, notKeptWhy },
    { scope, now },
  ) => {
    await completeProject(scope, projectId, now, {
      asksAboutOpenItems: !anyway,
      isAtOnce: atOnce === "yes",
      withExtras: withExtras === "yes",
      doneIds: asked ? done : undefined,
      remedies: { keptIds: kept, notKeptWhy },
    });
  },
);

export const stopWait = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await cancelCompletion(scope, projectId, now);
});

export const goOn = freelancerAction(projectRef, async ({ projectId }, { scope, now }) => {
  await completeNow(scope, projectId, now);
});
