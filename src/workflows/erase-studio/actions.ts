"use server";

import { z } from "zod";
import { freelancerAction } from "@/lib/action";
import { keepStudio, askToErase } from "./commands";
import { erasedStudio } from "./schema";

export const leave = freelancerAction(erasedStudio, async (input, { scope, now }) => {
  await askToErase(scope, input, now);
});

export const keep = freelancerAction(z.object({}), async (_input, { scope, now }) => {
  await keepStudio(scope, now);
  return { goTo: "/settings/data" };
});
