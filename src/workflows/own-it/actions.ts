"use server";

import { removeFailure, undoNotices } from "@/features/own-it/commands";
import {
  changedFailure,
  failureRef,
  newFailure,
  noticeRef,
  toldPeople,
} from "@/features/own-it/schema";
import { freelancerAction } from "@/lib/action";
import { durationName } from "@/lib/dates";
import { changeFailure, tellAffected, writeFailure } from "./commands";

export const write = freelancerAction(newFailure, async (input, { scope, now }) => {
  return { goTo: `/own-it/${await writeFailure(scope, input, now)}` };
});

export const change = freelancerAction(changedFailure, async (input, { scope, now }) => {
  await changeFailure(scope, input, now);
  return "Saved. What has been sent stays as it was.";
});

export const tell = freelancerAction(toldPeople, async (input, { scope, studio, now }) => {
  await tellAffected(scope, input, now);
  return studio.emailHoldSeconds > 0
    ? `They will be sent in ${durationName(studio.emailHoldSeconds)}. You can undo until then.`
    : "They are being sent.";
});

export const undoAll = freelancerAction(failureRef, async (input, { scope, now }) => {
  await undoNotices(scope, input, now);
});

export const undoOne = freelancerAction(noticeRef, async (input, { scope, now }) => {
  await undoNotices(scope, input, now);
});

export const remove = freelancerAction(failureRef, async ({ failureId }, { scope }) => {
  await removeFailure(scope, failureId);
  return { goTo: "/clients" };
});
