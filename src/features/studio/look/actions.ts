"use server";

import { z } from "zod";
import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { removeLogo, saveLook } from "./commands";
import { studioLook } from "./schema";

export const save = freelancerAction(studioLook, async (input, asked) => {
  await checkBeforeSending(asked, { welcome: input.welcome });
  await saveLook(asked.scope, input, asked.seen);
  return say("look.saved");
});

export const remove = freelancerAction(z.object({}), async (_input, { scope, now }) => {
  await removeLogo(scope, now);
});
