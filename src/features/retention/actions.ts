"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { saveRetention } from "./commands";
import { retentionChoice } from "./schema";

export const keepFor = freelancerAction(retentionChoice, async (choice, { scope }) => {
  await saveRetention(scope, choice);
  return say("form.saved");
});
