"use server";

import { checkBeforeSending } from "@/features/pre-send/before-sending";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { editEmail, sendEmailNow, skipEmail } from "./waiting/commands";
import { dismissEmail, tryEmailAgain } from "./review/commands";
import { editedEmail, emailRef } from "./schema";

export const edit = freelancerAction(editedEmail, async (input, asked) => {
  await checkBeforeSending(asked, { subject: input.subject, text: input.text });
  await editEmail(asked.scope, input, asked.now, asked.seen);
  return say("emails.done.edited");
});

export const sendNow = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await sendEmailNow(scope, emailId, now);
  return say("emails.done.sent");
});

export const skip = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await skipEmail(scope, emailId, now);
  return say("emails.done.skipped");
});

export const tryAgain = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await tryEmailAgain(scope, emailId, now);
  return say("emails.done.again");
});

export const dismiss = freelancerAction(emailRef, async ({ emailId }, { scope, now }) => {
  await dismissEmail(scope, emailId, now);
  return say("emails.done.skipped");
});
