"use server";

import { freelancerAction } from "@/lib/action";
import { editEmail, sendEmailNow, skipEmail } from "./waiting/commands";
import { dismissEmail, tryEmailAgain } from "./review/commands";
import { editedEmail, emailRef } from "./schema";

export const edit = freelancerAction(editedEmail, async (input, { scope, now }) => {
  await editEmail(scope, input, now);
  return "Kept. It leaves with these words.";
});

export const sendNow = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await sendEmailNow(scope, emailId, now);
  return "On its way.";
});

export const skip = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await skipEmail(scope, emailId, now);
  return "It will not leave.";
});

export const tryAgain = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await tryEmailAgain(scope, emailId, now);
  return "It is tried again.";
});

export const leave = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await dismissEmail(scope, emailId, now);
  return "It will not leave.";
});
