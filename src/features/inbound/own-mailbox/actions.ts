"use server";

import { z } from "zod";
import { limit } from "@/auth/limits";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { removeMailbox, saveMailbox, type Tested } from "./commands";
import { savedMailbox } from "./schema";

const DONE = {
  "seen before": "saved",
  sent: "tested",
  "not sent": "untested",
} as const satisfies Record<Tested["test"], string>;

export const save = freelancerAction(savedMailbox, async (input, { scope, now }) => {
  await limit("account-check", scope.freelancerId);
  const { address, test } = await saveMailbox(scope, input, now);
  return say(`ownMailbox.done.${DONE[test]}`, { address });
});

export const remove = freelancerAction(z.object({}), async (_input, { scope }) => {
  await removeMailbox(scope);
  return say("ownMailbox.done.removed");
});
