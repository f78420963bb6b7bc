"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { saveBusinessFile } from "./commands";
import { businessFile } from "./schema";

export const save = freelancerAction(businessFile, async (input, { scope, now, seen }) => {
  await saveBusinessFile(scope, input, now, seen);
  return say("form.saved");
});
