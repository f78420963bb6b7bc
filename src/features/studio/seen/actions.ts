"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { switchSeen } from "./commands";
import { seenSwitch } from "./schema";

export const set = freelancerAction(seenSwitch, async ({ wanted }, { scope, now }) => {
  await switchSeen(scope, wanted === "yes", now);
  return say(wanted === "yes" ? "seen.savedOn" : "seen.savedOff");
});
