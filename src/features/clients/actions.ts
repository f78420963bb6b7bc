"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { unarchiveClient } from "./archive/commands";
import { addClient, addContact, renameClient } from "./commands";
import { limitLink } from "./links/commands";
import { bringBackContact } from "./removal/commands";
import { clientRef, contactRef, limitedLink, newClient, newContact, renamedClient } from "./schema";

export const add = freelancerAction(newClient, async (input, { scope }) => {
  const id = await addClient(scope, input);
  return { goTo: `/clients/${id}` };
});

export const rename = freelancerAction(renamedClient, async (input, { scope, seen }) => {
  await renameClient(scope, input, seen);
  return say("form.saved");
});

export const addPerson = freelancerAction(newContact, async (input, { scope }) => {
  await addContact(scope, input);
  return say("clients.personAdded", { name: input.contactName });
});

export const limit = freelancerAction(limitedLink, async (input, { scope }) => {
  await limitLink(scope, input);
  return input.lastOn ? say("clients.linkEnds") : say("clients.linkStays");
});

export const unarchive = freelancerAction(clientRef, async ({ clientId }, { scope }) => {
  await unarchiveClient(scope, clientId);
});

export const bringBack = freelancerAction(contactRef, async ({ contactId }, { scope }) => {
  await bringBackContact(scope, contactId);
  return say("clients.remove.back");
});
