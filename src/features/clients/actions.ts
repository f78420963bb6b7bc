"use server";

import { say } from "@/language/say";
import { freelancerAction } from "@/lib/action";
import { countryOfZone } from "@/lib/country-of-zone";
import { unarchiveClient } from "./archive/commands";
import { addClient, addContact, renameClient } from "./commands";
import { BY_ZONE } from "./rules";
import { limitLink } from "./links/commands";
import { bringBackContact } from "./removal/commands";
import { clientRef, contactRef, limitedLink, newClient, newContact, renamedClient } from "./schema";

/** The country of somebody new, where it was left to their time zone; the studio's where that tells none. */
function withCountry<P extends { country?: string | null; zone: string }>(person: P): P {
  return person.country === BY_ZONE ? { ...person, country: countryOfZone(person.zone) } : person;
}

export const add = freelancerAction(newClient, async ({ goOnTo, ...input }, { scope }) => {
  const id = await addClient(scope, withCountry(input));
  return { goTo: goOnTo ? "/projects/new" : `/clients/${id}` };
});

export const rename = freelancerAction(renamedClient, async (input, { scope, seen }) => {
  await renameClient(scope, input, seen);
  return say("form.saved");
});

export const addPerson = freelancerAction(newContact, async (input, { scope }) => {
  await addContact(scope, withCountry(input));
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
