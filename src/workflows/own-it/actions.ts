"use server";

import { removeFailure, undoNotices } from "@/features/own-it/commands";
import {
  changedFailure,
  failureRef,
  newFailure,
  noticeRef,
  toldPeople,
  type NewFailure,
} from "@/features/own-it/schema";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { durationName } from "@/lib/dates";
import { changeFailure, tellAffected, writeFailure } from "./commands";

const wordsOf = ({ what, doing, goodwillText }: NewFailure) => ({ what, doing, goodwillText });

export const write = freelancerAction(newFailure, async (input, asked) => {
  await checkBeforeSending(asked, wordsOf(input));
  return { goTo: `/own-it/${await writeFailure(asked.scope, input, asked.now)}` };
});

export const change = freelancerAction(changedFailure, async (input, asked) => {
  await checkBeforeSending(asked, wordsOf(input));
  await changeFailure(asked.scope, input, asked.now);
  return "Saved. What has been sent stays as it was.";
});

export const tell = freelancerAction(toldPeople, async (input, asked) => {
  const { scope, studio, now } = asked;
  const lines = Object.entries(input.lines).map(([id, line]) => [`lines.${id}`, line]);
  await checkBeforeSending(asked, Object.fromEntries(lines));
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
