"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { freelancerAction } from "@/lib/action";
import { writeToClient } from "./commands";
import { messageToClient } from "@/features/messages/schema";

export const write = freelancerAction(messageToClient, async (input, asked) => {
  await checkBeforeSending(asked, { text: input.text });
  const readers = await writeToClient(asked.scope, input, asked.now);
  return readers > 0
    ? "Sent. It’s on your client’s page, and an email follows shortly."
    : "Posted. Nobody gets an email, because every link in this thread is revoked.";
});
