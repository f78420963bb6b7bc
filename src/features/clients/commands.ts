import type { Scope } from "@/auth/scope";
import { inTransaction, isTaken, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { readmit } from "@/features/emails/erased/commands";
import { byFreelancer, record } from "@/features/history/commands";
import type { Language } from "@/language/languages";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { isHolidayRegion } from "@/lib/holidays";
import { changesIn, type Seen } from "@/lib/seen";
import { personLabels, personOf } from "./rules";
import { newToken } from "@/lib/tokens";
import { sealedLink } from "./links/commands";

export type Person = {
  contactName: string;
  address: string;
  zone: string;
  language?: Language;
  country?: string | null;
  /** Whether an erased person is added again although their data was to be gone. */
  anyway?: "yes";
};

/** Adds a client with their first contact, who gets a private link. Returns the client's id. */
export async function addClient(scope: Scope, input: { name: string } & Person): Promise<string> {
  return inTransaction(async (tx) => {
    const client = await tx.client.create({
      data: { freelancerId: scope.freelancerId, name: input.name },
      select: { id: true },
    });
    await addPerson(tx, scope, client.id, input);
    await record(tx, { ...byFreelancer(scope), kind: "client.added", clientId: client.id });
    return client.id;
  });
}

/**
 * Adds another contact to a client, with a private link. Refuses an address the client already has.
 */
export async function addContact(
  scope: Scope,
  input: { clientId: string } & Person,
): Promise<void> {
  await refusingTakenAddress(() =>
    inTransaction(async (tx) => {
      await lock(tx, scope, { client: input.clientId });
      const contactId = await addPerson(tx, scope, input.clientId, input);
      await record(tx, {
        ...byFreelancer(scope),
        kind: "contact.added",
        clientId: input.clientId,
        contactId,
      });
    }),
  );
}

/** Since when a case is open with a client, or that none is, in the transaction that holds them. */
export async function markCase(tx: Tx, clientId: string, openedAt: Date | null): Promise<void> {
  await tx.client.update({ where: { id: clientId }, data: { caseOpenedAt: openedAt } });
}

/**
 * Since when a client waits for an answer in their own thread, or that they do not. One who was archived is in the
 * lists again where they wait. In the caller's transaction.
 */
export async function saveClientWait(
  tx: Tx,
  clientId: string,
  waitingSince: Date | null,
): Promise<void> {
  const again = waitingSince ? { archivedAt: null } : {};
  await tx.client.update({ where: { id: clientId }, data: { waitingSince, ...again } });
}

/** Another name for a client, on every page that shows it. */
export async function renameClient(
  scope: Scope,
  input: { clientId: string; name: string },
  seen: Seen = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { client: input.clientId });
    const where = { id: input.clientId, freelancerId: scope.freelancerId };
    const client = await tx.client.findUniqueOrThrow({ where, select: { name: true } });
    const changes = changesIn({ name: input.name }, client, seen, { name: "clients.client" });
    await tx.client.update({ where, data: changes });
    await record(tx, { ...byFreelancer(scope), kind: "client.renamed", clientId: input.clientId });
  });
}

/**
 * Corrects what was changed of a person, in the caller's transaction. Refuses a country without
 * holidays of its own, and what was changed elsewhere since it was `seen`. Returns their name and
 * address.
 */
export async function saveContact(
  tx: Tx,
  scope: Scope,
  { contactId, anyway, ...person }: { contactId: string } & Person,
  seen: Seen,
): Promise<{ name: string; address: string }> {
  refuseUnknownCountry(person.country);
  await readmit(tx, scope, person.address, anyway === "yes");
  await lock(tx, scope, { contact: contactId });
  const where = { id: contactId, freelancerId: scope.freelancerId };
  const before = await tx.contact.findUniqueOrThrow({ where, select: personFields });
  const given = { ...personOf(before), ...defined(person) };
  const { contactName, ...changes } = changesIn(given, personOf(before), seen, personLabels);
  const { clientId, ...contact } = await tx.contact.update({
    where,
    data: { ...changes, ...(contactName === undefined ? {} : { name: contactName }) },
    select: { clientId: true, name: true, address: true },
  });
  await record(tx, { ...byFreelancer(scope), kind: "contact.corrected", clientId, contactId });
  return contact;
}

const personFields = {
  name: true,
  address: true,
  zone: true,
  language: true,
  country: true,
} as const;

/** What is not said stays as it is. */
const defined = (person: Person) =>
  Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined));

async function addPerson(
  tx: Tx,
  scope: Scope,
  clientId: string,
  { contactName, anyway, ...person }: Person,
): Promise<string> {
  refuseUnknownCountry(person.country);
  await readmit(tx, scope, person.address, anyway === "yes");
  const contact = await tx.contact.create({
    data: {
      freelancerId: scope.freelancerId,
      clientId,
      name: contactName,
      address: person.address,
      zone: person.zone,
      language: person.language,
      country: person.country,
      ...sealedLink(newToken()),
    },
    select: { id: true },
  });
  return contact.id;
}

function refuseUnknownCountry(country: string | null | undefined): void {
  if (country && !isHolidayRegion(country))
    throw new Refusal("invalid", say("clients.countryUnknown"), "country");
}

/** Runs what may give a client two people with one address, and refuses that in words. */
export async function refusingTakenAddress<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTaken(error)) throw new Refusal("already", say("clients.addressTaken"), "address");
    throw error;
  }
}
