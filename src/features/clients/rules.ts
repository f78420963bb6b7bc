import type { Label } from "@/language/say";

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
