"use server";

import { clientRef } from "@/features/clients/schema";
import { freelancerAction } from "@/lib/action";
import { archiveClient } from "./commands";

export const archive = freelancerAction(clientRef, async ({ clientId }, { scope, now }) => {
  await archiveClient(scope, clientId, now);
});
