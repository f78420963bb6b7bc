"use server";

import { draftedApology } from "@/features/cases/apology/schema";
import { caseId } from "@/features/cases/schema";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { durationName } from "@/lib/dates";
import { saveApology, sendApology, undoApology } from "./commands";

export const write = freelancerAction(draftedApology, async ({ press, ...draft }, asked) => {
  const { scope, studio, now } = asked;
  if (press === "save") {
    await saveApology(scope, draft, now);
    return "Saved. Nothing has been sent.";
  }
  const { text, remedy, goodwillText } = draft;
  await checkBeforeSending(asked, { text, remedy, goodwillText });
  await sendApology(scope, draft, now);
  return studio.emailHoldSeconds > 0
    ? `It will be sent in ${durationName(studio.emailHoldSeconds)}. You can undo until then.`
    : "It is being sent.";
});

export const undo = freelancerAction(caseId, async (input, { scope, now }) => {
  await undoApology(scope, input.caseId, now);
});
