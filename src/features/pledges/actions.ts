"use server";

import { freelancerAction } from "@/lib/action";
import { keepPledge } from "./commands";
import { pledgeRef } from "./schema";

export const keep = freelancerAction(pledgeRef, async ({ pledgeId }, { scope, now }) => {
  await keepPledge(scope, pledgeId, now);
});
