"use server";

import { freelancerAction } from "@/lib/action";
import { writeToClient } from "./commands";
import { messageToClient } from "@/features/messages/schema";

export const write = freelancerAction(messageToClient, async (input, { scope, now }) => {
  const readers = await writeToClient(scope, input, now);
  return readers > 0
    ? "Sent. It’s on your client’s page, and an email follows shortly."
    : "Posted. Nobody gets an email, because every link in this thread is revoked.";
});
