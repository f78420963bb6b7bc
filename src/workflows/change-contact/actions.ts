"use server";

import { changedContact, contactRef } from "@/features/clients/schema";
import { freelancerAction } from "@/lib/action";
import { correctContact, renewLink, revokeLink } from "./commands";

export const correctPerson = freelancerAction(changedContact, async (input, { scope, seen }) => {
  await correctContact(scope, input, seen);
  return "Saved.";
});

export const renew = freelancerAction(contactRef, async ({ contactId }, { scope }) => {
  await renewLink(scope, contactId);
  return "New link made. The old one no longer works.";
});

export const revoke = freelancerAction(contactRef, async ({ contactId }, { scope, now }) => {
  await revokeLink(scope, contactId, now);
  return "Link revoked. It no longer works.";
});
