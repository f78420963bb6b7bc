"use server";

import { completedProject } from "@/features/projects/schema";
import { freelancerAction } from "@/lib/action";
import { completeProject } from "./commands";

export const complete = freelancerAction(
  completedProject,
  async ({ projectId, anyway, withExtras, asked, done, kept, notKeptWhy }, { scope, now }) => {
    await completeProject(scope, projectId, now, {
      asksAboutOpenItems: !anyway,
      withExtras: withExtras === "yes",
      doneIds: asked ? done : undefined,
      remedies: { keptIds: kept, notKeptWhy },
    });
  },
);
