"use server";

import { ignoreHeld } from "@/features/inbound/held/commands";
import { heldChoice, heldRef, mailboxReply } from "@/features/inbound/schema";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { fileHeld } from "./held/commands";
import { replyInMailbox } from "./mailbox/commands";

export const putInThread = freelancerAction(heldChoice, async (input, { scope, now }) => {
  await fileHeld(scope, input.inboundId, input.thread, now);
  return say("inbound.done.put");
});

export const ignore = freelancerAction(heldRef, async ({ inboundId }, { scope, now }) => {
  await ignoreHeld(scope, inboundId, now);
  return say("inbound.done.ignored");
});

export const reply = freelancerAction(mailboxReply, async (input, { scope, now }) => {
  await replyInMailbox(scope, input, now);
  return say("inbound.done.answered");
});
