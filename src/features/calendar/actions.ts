"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { makeCalendarLink, revokeCalendarLink } from "./commands";
import { calendarRef } from "./schema";

export const make = freelancerAction(calendarRef, async (input, { scope }) => {
  await makeCalendarLink(scope, input);
  return say("calendar.made");
});

export const revoke = freelancerAction(calendarRef, async (input, { scope }) => {
  await revokeCalendarLink(scope, input);
  return say("calendar.revoked");
});
