"use server";

import { limit } from "@/auth/limits";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { saveServer } from "./commands";
import { savedServer } from "./schema";

export const save = freelancerAction(savedServer, async (input, { scope, now }) => {
  await limit("account-check", scope.freelancerId);
  return say("mailServer.done", { address: await saveServer(scope, input, now) });
});
