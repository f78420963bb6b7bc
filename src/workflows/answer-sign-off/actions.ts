"use server";

import { notedAnswer, signOffRef } from "@/features/sign-offs/schema";
import { freelancerAction } from "@/lib/action";
import { noteAnswer, takeBackSignOff } from "./noted/commands";

export const note = freelancerAction(notedAnswer, async (input, { scope, now }) => {
  await noteAnswer(scope, input, now);
});

export const takeBack = freelancerAction(signOffRef, async ({ signOffId }, { scope, now }) => {
  await takeBackSignOff(scope, signOffId, now);
});
