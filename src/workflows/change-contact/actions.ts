"use server";

import { changedContact, contactRef } from "@/features/clients/schema";
import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { correctContact, renewLink, revokeLink } from "./commands";

export const correctPerson = freelancerAction(changedContact, async (input, { scope, seen }) => {
  await correctContact(scope, input, seen);
  return say("form.saved");
});

export const renew = freelancerAction(contactRef, async ({ contactId }, { scope }) => {
  await renewLink(scope, contactId);
  return say("clients.linkMade");
});

export const revoke = freelancerAction(contactRef, async ({ contactId }, { scope, now }) => {
  await revokeLink(scope, contactId, now);
  return say("clients.linkRevoked");
});
