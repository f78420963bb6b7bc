import { z } from "zod";
import { saying } from "@/language/say";
import { LANGUAGES } from "@/language/languages";
import { address, holidayRegion, id, name, optionalDay, zone } from "@/lib/fields";

const person = {
  contactName: name("clients.person.name", 80, "clients.contactNameMissing"),
  address: address("clients.person.address"),
  zone: zone("clients.person.zone"),
  country: holidayRegion("clients.person.country"),
  language: z.enum(LANGUAGES, saying("clients.chooseLanguage")),
  anyway: z.literal("yes").optional(),
};

export const newClient = z.object({
  name: name("clients.client", 120, "clients.nameMissing"),
  ...person,
  /** What they are added for: the freelancer goes on with it. */
  goOnTo: z.literal("project").optional(),
});
export const newContact = z.object({ clientId: id("client"), ...person });
export const clientRef = z.object({ clientId: id("client") });
export const renamedClient = z.object({
  clientId: id("client"),
  name: name("clients.client", 120, "clients.nameMissing"),
});
export const changedContact = z.object({ contactId: id("contact"), ...person });
export const limitedLink = z.object({
  contactId: id("contact"),
  lastOn: optionalDay("clients.worksUntil"),
});
export const contactRef = z.object({ contactId: id("contact") });

/** How often a contact gets progress updates, as chosen on their page. */
export const chosenUpdateFrequency = z.object({
  updateFrequency: z.enum(["DAILY", "WEEKLY", "MATTERS"], saying("clients.chooseFrequency")),
});
