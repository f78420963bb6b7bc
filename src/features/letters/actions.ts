"use server";

import { revalidatePath } from "next/cache";
import { freelancerAction } from "@/lib/action";
import { editLetter, sendLetterNow, skipLetter } from "./commands";
import { leaveLetter, tryLetterAgain } from "./review/commands";
import { editedLetter, letterRef } from "./schema";

export const edit = freelancerAction(editedLetter, async (input, { scope, now }) => {
  await editLetter(scope, input, now);
  revalidatePath("/", "layout");
  return "Kept. It leaves with these words.";
});

export const sendNow = freelancerAction(letterRef, async ({ letterId }, { scope, now }) => {
  await sendLetterNow(scope, letterId, now);
  revalidatePath("/", "layout");
  return "On its way.";
});

export const skip = freelancerAction(letterRef, async ({ letterId }, { scope, now }) => {
  await skipLetter(scope, letterId, now);
  revalidatePath("/", "layout");
  return "It will not leave.";
});

export const tryAgain = freelancerAction(letterRef, async ({ letterId }, { scope, now }) => {
  await tryLetterAgain(scope, letterId, now);
  revalidatePath("/", "layout");
  return "It is tried again.";
});

export const leave = freelancerAction(letterRef, async ({ letterId }, { scope, now }) => {
  await leaveLetter(scope, letterId, now);
  revalidatePath("/", "layout");
  return "It will not leave.";
});
