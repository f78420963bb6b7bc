"use server";

import { freelancerAction } from "@/lib/action";
import { keepRemedy, reopenRemedy, waiveRemedy } from "./commands";
import { markGoodwill } from "./goodwill/commands";
import { goodwillId, keptRemedy, remedyId, waivedRemedy } from "./schema";

export const keep = freelancerAction(keptRemedy, async (input, { scope, now }) => {
  await keepRemedy(scope, input, now);
});

export const reopen = freelancerAction(remedyId, async (input, { scope, now }) => {
  await reopenRemedy(scope, input.remedyId, now);
});

export const waive = freelancerAction(waivedRemedy, async (input, { scope, now }) => {
  await waiveRemedy(scope, input, now);
});

export const use = freelancerAction(goodwillId, async (input, { scope, now }) => {
  await markGoodwill(scope, input.goodwillId, now);
});

export const restore = freelancerAction(goodwillId, async (input, { scope }) => {
  await markGoodwill(scope, input.goodwillId, null);
});
