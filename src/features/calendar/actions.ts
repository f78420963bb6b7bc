"use server";

import { freelancerAction } from "@/lib/action";
import { makeCalendarLink, revokeCalendarLink } from "./commands";
import { calendarRef } from "./schema";

export const make = freelancerAction(calendarRef, async (input, { scope }) => {
  await makeCalendarLink(scope, input);
  return "There is a new calendar address. One from before opens nothing any more.";
});

export const revoke = freelancerAction(calendarRef, async (input, { scope }) => {
  await revokeCalendarLink(scope, input);
  return "The calendar address opens nothing any more.";
});
