"use server";

import { revalidatePath } from "next/cache";
import { freelancerAction } from "@/lib/action";
import { writeToClient } from "./commands";
import { messageToClient } from "./schema";

export const write = freelancerAction(messageToClient, async (input, { scope, now }) => {
  await writeToClient(scope, input, now);
  revalidatePath("/", "layout");
  return "Written. It is on the client's page, and a letter tells them shortly.";
});
