"use server";

import { revalidatePath } from "next/cache";
import { freelancerAction } from "@/lib/action";
import { sendFollowUpNow, skipFollowUp } from "./commands";
import { followUpRef } from "./schema";

export const sendNow = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await sendFollowUpNow(scope, followUpId, now);
  revalidatePath("/", "layout");
  return "On its way.";
});

export const skip = freelancerAction(followUpRef, async ({ followUpId }, { scope, now }) => {
  await skipFollowUp(scope, followUpId, now);
  revalidatePath("/", "layout");
  return "Skipped.";
});
