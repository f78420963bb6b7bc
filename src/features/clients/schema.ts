import { z } from "zod";
import { LANGUAGES } from "@/language/languages";
import { address, holidayRegion, id, name, optionalDay, zone } from "@/lib/fields";

const person = {
  contactName: name("Contact’s name", 80, "Enter the contact’s name."),
  address: address("Email address"),
  zone: zone("Time zone"),
  country: holidayRegion("Public holidays"),
  language: z.enum(LANGUAGES, "Language: please choose one."),
  anyway: z.literal("yes").optional(),
};

export const newClient = z.object({
  name: name("Client", 120, "Enter the client’s name."),
  ...person,
});
export const newContact = z.object({ clientId: id("client"), ...person });
export const renamedClient = z.object({
  clientId: id("client"),
  name: name("Client", 120, "Enter the client’s name."),
});
export const changedContact = z.object({ contactId: id("contact"), ...person });
export const limitedLink = z.object({
  contactId: id("contact"),
  lastOn: optionalDay("Works until"),
});
export const contactRef = z.object({ contactId: id("contact") });

/** How often a contact gets progress updates, as chosen on their page. */
export const chosenUpdateFrequency = z.object({
  updateFrequency: z.enum(
    ["DAILY", "WEEKLY", "MATTERS"],
    "Please choose one of the three options.",
  ),
});
