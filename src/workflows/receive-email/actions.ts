"use server";

import { ignoreHeld } from "@/features/inbound/held/commands";
import { heldChoice, heldRef, mailboxReply } from "@/features/inbound/schema";
import { freelancerAction } from "@/lib/action";
import { fileHeld } from "./held/commands";
import { replyInMailbox } from "./mailbox/commands";

export const putInThread = freelancerAction(heldChoice, async (input, { scope, now }) => {
  await fileHeld(scope, input.inboundId, input.thread, now);
  return "It’s in the thread now.";
});

export const ignore = freelancerAction(heldRef, async ({ inboundId }, { scope, now }) => {
  await ignoreHeld(scope, inboundId, now);
  return "Ignored. You can still put it into a thread.";
});

export const reply = freelancerAction(mailboxReply, async (input, { scope, now }) => {
  await replyInMailbox(scope, input, now);
  return "Answered. The reply is in the thread.";
});
