"use server";

import { draftedApology } from "@/features/cases/apology/schema";
import { caseId } from "@/features/cases/schema";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { freelancerAction } from "@/lib/action";
import { saveApology, sendApology, undoApology } from "./commands";

export const write = freelancerAction(draftedApology, async ({ press, ...draft }, asked) => {
  const { scope, studio, now } = asked;
  if (press === "save") {
    await saveApology(scope, draft, now);
    return say("cases.savedDraft");
  }
  const { text, remedy, goodwillText } = draft;
  await checkBeforeSending(asked, { text, remedy, goodwillText });
  await sendApology(scope, draft, now);
  return studio.emailHoldSeconds > 0
    ? say("cases.willBeSent", {
        wait: studioLocaleOf(studio.language).durationName(studio.emailHoldSeconds),
      })
    : say("cases.isBeingSent");
});

export const undo = freelancerAction(caseId, async (input, { scope, now }) => {
  await undoApology(scope, input.caseId, now);
});
