"use server";

import { freelancerAction } from "@/lib/action";
import {
  addClient,
  addContact,
  correctContact,
  renameClient,
  limitLink,
  renewLink,
  revokeLink,
} from "./commands";
import {
  changedContact,
  contactRef,
  limitedLink,
  newClient,
  newContact,
  renamedClient,
} from "./schema";

export const add = freelancerAction(newClient, async (input, { scope }) => {
  const id = await addClient(scope, input);
  return { goTo: `/clients/${id}` };
});

export const rename = freelancerAction(renamedClient, async (input, { scope }) => {
  await renameClient(scope, input);
  return "Kept.";
});

export const addPerson = freelancerAction(newContact, async (input, { scope }) => {
  await addContact(scope, input);
  return `${input.contactName} is added, with a link of their own.`;
});

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

export const limit = freelancerAction(limitedLink, async (input, { scope }) => {
  await limitLink(scope, input);
  return input.lastOn
    ? "Kept. After that day the link says kindly that it has run out."
    : "Kept. The link opens without end.";
});
