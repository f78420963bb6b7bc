"use server";

import { freelancerAction } from "@/lib/action";
import { eraseClient } from "./commands";
import { erasedClient } from "./schema";

export const erase = freelancerAction(erasedClient, async (input, { scope, now }) => {
  await eraseClient(scope, input, now);
  return { goTo: "/settings/data#erased" };
});
