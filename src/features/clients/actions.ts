"use server";

import { freelancerAction } from "@/lib/action";
import { addClient, addContact, limitLink, renameClient } from "./commands";
import { limitedLink, newClient, newContact, renamedClient } from "./schema";

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

export const limit = freelancerAction(limitedLink, async (input, { scope }) => {
  await limitLink(scope, input);
  return input.lastOn
    ? "Kept. After that day the link says kindly that it has run out."
    : "Kept. The link opens without end.";
});
