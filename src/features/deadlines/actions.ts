"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { restoreDeadline } from "./changes/commands";
import {
  markAtRisk,
  meetDeadline,
  promiseDeadline,
  reorderDeadline,
  takeOutDeadline,
  unmeetDeadline,
} from "./commands";
import { moveDeadline } from "./moves/commands";
import { newNotice } from "./notice/schema";
import { deadlineRef, newDeadline, newOrder, riskMark } from "./schema";

export const promise = freelancerAction(newDeadline, async (input, { scope, now }) => {
  await promiseDeadline(scope, input, now);
  return say("deadlines.added");
});

export const meet = freelancerAction(deadlineRef, async ({ deadlineId }, { scope, now }) => {
  await meetDeadline(scope, deadlineId, now);
});

export const unmeet = freelancerAction(deadlineRef, async ({ deadlineId }, { scope }) => {
  await unmeetDeadline(scope, deadlineId);
});

export const takeOut = freelancerAction(deadlineRef, async ({ deadlineId }, { scope, now }) => {
  await takeOutDeadline(scope, deadlineId, now);
});

export const restore = freelancerAction(deadlineRef, async ({ deadlineId }, { scope, now }) => {
  await restoreDeadline(scope, deadlineId, now);
});

export const move = freelancerAction(
  newNotice.extend({ projectId: deadlineRef.shape.deadlineId }),
  async ({ projectId, ...notice }, asked) => {
    const { reason, effect, doing } = notice;
    await checkBeforeSending(asked, { reason, effect, doing });
    await moveDeadline(asked.scope, notice, asked.now);
    return { goTo: `/projects/${projectId}#promises` };
  },
);

export const mark = freelancerAction(riskMark, async ({ deadlineId, atRisk }, { scope, now }) => {
  await markAtRisk(scope, deadlineId, atRisk === "yes", now);
});

export const reorder = freelancerAction(newOrder, async ({ deadlineId, direction }, { scope }) => {
  await reorderDeadline(scope, deadlineId, direction);
});
