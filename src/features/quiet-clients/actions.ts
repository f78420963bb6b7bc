"use server";

import { freelancerAction } from "@/lib/action";
import { noteQuietAnswer } from "./commands";
import { quietCheckRef } from "./schema";

export const note = freelancerAction(quietCheckRef, async (input, { scope, now }) => {
  await noteQuietAnswer(scope, input.quietCheckId, now);
});
