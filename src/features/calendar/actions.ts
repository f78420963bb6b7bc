"use server";

import { freelancerAction } from "@/lib/action";
import { makeCalendarLink, revokeCalendarLink } from "./commands";
import { calendarRef } from "./schema";

export const make = freelancerAction(calendarRef, async (input, { scope }) => {
  await makeCalendarLink(scope, input);
  return "New calendar address made. Any earlier one no longer works.";
});

export const revoke = freelancerAction(calendarRef, async (input, { scope }) => {
  await revokeCalendarLink(scope, input);
  return "Calendar address revoked. It no longer works.";
});
