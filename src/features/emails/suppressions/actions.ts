"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { liftSuppression } from "./commands";
import { suppressionRef } from "./schema";

export const tryAddressAgain = freelancerAction(
  suppressionRef,
  async ({ suppressionId }, { scope, now }) => {
    await liftSuppression(scope, suppressionId, now);
    return say("emails.done.restored");
  },
);
