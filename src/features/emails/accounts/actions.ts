"use server";

import { z } from "zod";
import { limit } from "@/auth/limits";
import { freelancerAction } from "@/lib/action";
import { removeAccount, saveAccount, saveWebhookSecret } from "./commands";
import { savedAccount, savedWebhookSecret } from "./schema";

export const save = freelancerAction(savedAccount, async (input, { scope, now }) => {
  await limit("account-check", scope.freelancerId);
  const isDomainKnown = await saveAccount(scope, input, now);
  return isDomainKnown
    ? "Kept. Your emails leave by your own account."
    : "Kept. The key is for sending only, so the domain could not be looked at: the first email shows whether it is verified.";
});

export const saveSecret = freelancerAction(
  savedWebhookSecret,
  async ({ secretWebhook }, { scope }) => {
    await saveWebhookSecret(scope, secretWebhook);
    return "Kept. What Resend tells is believed when it is signed with it.";
  },
);

export const remove = freelancerAction(z.object({}), async (_input, { scope }) => {
  await removeAccount(scope);
  return "Removed. The key and the signing secret are forgotten.";
});
