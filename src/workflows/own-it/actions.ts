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
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { freelancerAction } from "@/lib/action";
import { changeFailure, tellAffected, writeFailure } from "./commands";

const wordsOf = ({ what, doing, goodwillText }: NewFailure) => ({ what, doing, goodwillText });

export const write = freelancerAction(newFailure, async (input, asked) => {
  await checkBeforeSending(asked, wordsOf(input));
  return { goTo: `/own-it/${await writeFailure(asked.scope, input, asked.now)}` };
});

export const change = freelancerAction(changedFailure, async (input, asked) => {
  await checkBeforeSending(asked, wordsOf(input));
  await changeFailure(asked.scope, input, asked.now);
  return say("ownIt.saved");
});

export const tell = freelancerAction(toldPeople, async (input, asked) => {
  const { scope, studio, now } = asked;
  const lines = Object.entries(input.lines).map(([id, line]) => [`lines.${id}`, line]);
  await checkBeforeSending(asked, Object.fromEntries(lines));
  await tellAffected(scope, input, now);
  return studio.emailHoldSeconds > 0
    ? say("ownIt.willBeSent", {
        wait: studioLocaleOf(studio.language).durationName(studio.emailHoldSeconds),
      })
    : say("ownIt.areBeingSent");
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
