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
    ? "Saved. Your emails are sent from your own account."
    : "Saved. This key can only send, so the domain could not be checked. The first email shows " +
        "whether it is verified.";
});

export const saveSecret = freelancerAction(
  savedWebhookSecret,
  async ({ secretWebhook }, { scope, now }) => {
    await saveWebhookSecret(scope, secretWebhook, now);
    return "Saved. Events from Resend are accepted when they are signed with it.";
  },
);

export const remove = freelancerAction(z.object({}), async (_input, { scope }) => {
  await removeAccount(scope);
  return "Removed. The key and the signing secret are deleted.";
});
