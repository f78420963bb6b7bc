import type { Label } from "@/language/say";

/** What a form says of somebody's country who is to have the one that their time zone is for. */
export const BY_ZONE = "zone";

type Stored = {
  name: string;
  address: string;
  zone: string;
  language: string;
  country: string | null;
};

/** Returns a contact's row as the form about a person has it. */
export function personOf({ name, address, zone, language, country }: Stored) {
  return { contactName: name, address, zone, language, country };
}

export const personLabels: { [Name in keyof ReturnType<typeof personOf>]: Label } = {
  contactName: "clients.person.name",
  address: "clients.person.address",
  zone: "clients.person.zone",
  language: "clients.person.language",
  country: "clients.person.country",
};
