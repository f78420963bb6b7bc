"use server";

import { freelancerAction } from "@/lib/action";
import { liftSuppression } from "./commands";
import { suppressionRef } from "./schema";

export const tryAddressAgain = freelancerAction(
  suppressionRef,
  async ({ suppressionId }, { scope, now }) => {
    await liftSuppression(scope, suppressionId, now);
    return "Emails are sent there again.";
  },
);
