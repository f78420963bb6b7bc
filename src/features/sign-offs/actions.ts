"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { putBeforeClient } from "./commands";
import { putBefore } from "./schema";

export const put = freelancerAction(putBefore, async (input, asked) => {
  await checkBeforeSending(asked, { note: input.note });
  await putBeforeClient(asked.scope, input, asked.now);
  return say("signOffs.put");
});
