"use server";

import {
  heldRef,
  lineRef,
  loggedLine,
  messageToClient,
  rewordedHeld,
} from "@/features/messages/schema";
import { rewordHeld } from "@/features/messages/held/commands";
import { movedPledge, newPledge } from "@/features/pledges/schema";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { studioLocaleOf } from "@/language/studio";
import { freelancerAction, type Studio } from "@/lib/action";
import { dayIn, instantAt } from "@/lib/dates";
import { Refusal } from "@/lib/errors";
import { closeLine, logLine, sendHeld, takeBackHeld, writeToClient, type Posted } from "./commands";
import { movePledge, pledge } from "./pledges/commands";

export const write = freelancerAction(messageToClient, async (input, asked) => {
  const { scope, studio, now } = asked;
  await checkBeforeSending(asked, { text: input.text });
  const { send, ...message } = input;
  const posted = await writeToClient(scope, { ...message, isNow: send === "now" }, now);
  return toldOf(posted, studio, now);
});

function toldOf({ heldUntil, readers }: Posted, studio: Studio, now: Date): string {
  if (!heldUntil) return sentTo(readers);
  const { timeName } = studioLocaleOf(studio.language);
  const when = timeName(heldUntil, studio.zone, dayIn(studio.zone, now));
  return say("messages.savedUntil", { when });
}

export const promise = freelancerAction(newPledge, async (input, asked) => {
  const { scope, studio, now } = asked;
  await checkBeforeSending(asked, { what: input.what });
  const { send, ...made } = input;
  return toldOf(await pledge(scope, { ...made, isNow: send === "now" }, now), studio, now);
});

export const move = freelancerAction(movedPledge, async (input, asked) => {
  const { scope, studio, now } = asked;
  await checkBeforeSending(asked, { reason: input.reason });
  return toldOf(await movePledge(scope, input, now), studio, now);
});

const sentTo = (readers: number) => say(readers > 0 ? "messages.sent" : "messages.posted");

export const log = freelancerAction(loggedLine, async (input, { scope, studio, now }) => {
  const { on, time, ...line } = input;
  const happenedAt = instantAt(on, time, studio.zone);
  if (happenedAt > now) throw new Refusal("invalid", say("messages.log.future"), "on");
  await logLine(scope, { ...line, happenedAt }, now);
  return say("messages.log.done");
});

export const needsNoReply = freelancerAction(lineRef, async (input, { scope, now }) => {
  await closeLine(scope, input, now);
});

export const sendNow = freelancerAction(heldRef, async ({ messageId }, { scope, now }) =>
  sentTo(await sendHeld(scope, messageId, now)),
);

export const takeBack = freelancerAction(heldRef, async ({ messageId }, { scope }) => {
  await takeBackHeld(scope, messageId);
});

export const reword = freelancerAction(rewordedHeld, async (input, asked) => {
  const { scope } = asked;
  await checkBeforeSending(asked, { text: input.text });
  await rewordHeld(scope, input);
  return say("form.saved");
});
