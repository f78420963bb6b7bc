"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { freelancerAction } from "@/lib/action";
import { askFor, changeRequest, reopenRequest, cancelRequest } from "./commands";
import { switchNudges } from "./nudges/commands";
import { changedRequest, newRequest, nudgeSwitch, requestRef } from "./schema";

export const ask = freelancerAction(newRequest, async (input, asked) => {
  const { scope, studio, now } = asked;
  const { title, details, options } = input;
  await checkBeforeSending(asked, { title, details, options: options.join("\n") });
  await askFor(scope, input, now);
  const duration = studioLocaleOf(studio.language).durationName(studio.emailHoldSeconds);
  return studio.emailHoldSeconds > 0
    ? say("requests.askedIn", { duration })
    : say("requests.asked");
});

export const change = freelancerAction(changedRequest, async (input, asked) => {
  await checkBeforeSending(asked, { title: input.title, details: input.details });
  await changeRequest(asked.scope, input, asked.now);
  return say("form.saved");
});

export const cancel = freelancerAction(requestRef, async ({ requestId }, { scope, now }) => {
  await cancelRequest(scope, requestId, now);
});

export const reopen = freelancerAction(requestRef, async ({ requestId }, { scope, now }) => {
  await reopenRequest(scope, requestId, now);
});

export const setNudges = freelancerAction(nudgeSwitch, async ({ wanted }, { scope, now }) => {
  await switchNudges(scope, wanted === "yes", now);
  return say("form.saved");
});
