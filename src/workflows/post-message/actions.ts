"use server";

import { freelancerAction } from "@/lib/action";
import { writeToClient } from "./commands";
import { messageToClient } from "@/features/messages/schema";

export const write = freelancerAction(messageToClient, async (input, { scope, now }) => {
  const told = await writeToClient(scope, input, now);
  return told > 0
    ? "Written. It is on the client's page, and an email tells them shortly."
    : "Written. Nobody is told by email: the link of everyone in this thread is revoked.";
});
