"use server";

import { say } from "@/language/say";
import { z } from "zod";
import { limit } from "@/auth/limits";
import { freelancerAction } from "@/lib/action";
import { removeAccount, saveAccount, saveWebhookSecret } from "./commands";
import { savedAccount, savedWebhookSecret } from "./schema";

export const save = freelancerAction(savedAccount, async (input, { scope, now }) => {
  await limit("account-check", scope.freelancerId);
  const isDomainKnown = await saveAccount(scope, input, now);
  return isDomainKnown ? say("mailAccount.done.saved") : say("mailAccount.done.unchecked");
});

export const saveSecret = freelancerAction(
  savedWebhookSecret,
  async ({ secretWebhook }, { scope, now }) => {
    await saveWebhookSecret(scope, secretWebhook, now);
    return say("mailAccount.done.secret");
  },
);

export const remove = freelancerAction(z.object({}), async (_input, { scope }) => {
  await removeAccount(scope);
  return say("mailAccount.done.removed");
});

export const removeServer = freelancerAction(z.object({}), async (_input, { scope }) => {
  await removeAccount(scope);
  return say("mailServer.removed");
});
