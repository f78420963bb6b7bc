"use server";

import { contactRef } from "@/features/clients/schema";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { removeContact } from "./commands";

export const remove = freelancerAction(contactRef, async ({ contactId }, { scope, now }) => {
  const { name, isDeleted, onTheirWay } = await removeContact(scope, contactId, now);
  if (isDeleted) return say("clients.remove.deleted", { name });
  if (onTheirWay > 0) return say("clients.remove.onTheirWay", { name, count: onTheirWay });
  return say("clients.remove.done", { name });
});
