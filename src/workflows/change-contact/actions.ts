"use server";

import { changedContact, contactRef } from "@/features/clients/schema";
import { freelancerAction } from "@/lib/action";
import { correctContact, renewLink, revokeLink } from "./commands";

export const correctPerson = freelancerAction(changedContact, async (input, { scope }) => {
  await correctContact(scope, input);
  return "Kept.";
});

export const renew = freelancerAction(contactRef, async ({ contactId }, { scope }) => {
  await renewLink(scope, contactId);
  return "There is a new link. The old one opens nothing any more.";
});

export const revoke = freelancerAction(contactRef, async ({ contactId }, { scope, now }) => {
  await revokeLink(scope, contactId, now);
  return "The link opens nothing any more.";
});
