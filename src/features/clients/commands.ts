import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction, isTaken, type Tx } from "@/db/client";
import type { UpdateFrequency } from "@/db/enums";
import { lock } from "@/db/locks";
import { byContact, byFreelancer, record } from "@/features/history/commands";
import type { Language } from "@/language/languages";
import { toDateColumn, type Day } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { isHolidayRegion } from "@/lib/holidays";
import { links } from "@/lib/links";
import { changesIn, type Seen } from "@/lib/seen";
import { personLabels, personOf } from "./rules";
import { hashToken, newToken, seal, unseal } from "@/lib/tokens";

export type Person = {
  contactName: string;
  address: string;
  zone: string;
  language?: Language;
  country?: string | null;
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
    const changes = changesIn({ name: input.name }, client, seen, { name: "Client" });
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
  { contactId, ...person }: { contactId: string } & Person,
  seen: Seen,
): Promise<{ name: string; address: string }> {
  refuseUnknownCountry(person.country);
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

/** How often this person hears of posted progress, by their own choice. What has been written already is still sent. */
export async function chooseUpdateFrequency(
  scope: ContactScope,
  updateFrequency: UpdateFrequency,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.contact.updateMany({
      where: { id: scope.contactId, freelancerId: scope.freelancerId },
      data: { updateFrequency },
    });
    if (count === 0) throw notFound("contact");
    const data = { frequency: updateFrequency };
    await record(tx, { ...byContact(scope), kind: "contact.choseUpdates", data });
  });
}

/** This person wants no surveys and no digests from now on. False when they had said so before. */
export async function optOut(tx: Tx, scope: ContactScope, now: Date): Promise<boolean> {
  const { count } = await tx.contact.updateMany({
    where: { id: scope.contactId, freelancerId: scope.freelancerId, optedOutAt: null },
    data: { optedOutAt: now },
  });
  if (count === 0) return false;
  await record(tx, { ...byContact(scope), kind: "contact.unsubscribed", at: now });
  return true;
}

/**
 * Subscribes this contact again, from the next survey or update on. What was cancelled stays
 * cancelled.
 */
export async function resubscribe(scope: ContactScope): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.contact.updateMany({
      where: {
        id: scope.contactId,
        freelancerId: scope.freelancerId,
        optedOutAt: { not: null },
      },
      data: { optedOutAt: null },
    });
    if (count > 0) await record(tx, { ...byContact(scope), kind: "contact.resubscribed" });
  });
}

/**
 * Returns the contact's unsubscribe link. Its token is made on first use, in the caller's
 * transaction, and stays the same, however many ask at once.
 */
export async function unsubscribeLinkOf(tx: Tx, contactId: string): Promise<string> {
  const token = newToken();
  await tx.contact.updateMany({
    where: { id: contactId, unsubscribeHash: null },
    data: {
      unsubscribeHash: hashToken(token),
      unsubscribeCipher: seal("unsubscribe-link", token),
    },
  });
  const { unsubscribeCipher } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { unsubscribeCipher: true },
  });
  return links.unsubscribe(
    unsubscribeCipher ? unseal("unsubscribe-link", unsubscribeCipher) : token,
  );
}

/**
 * A new secret link for a contact, in the caller's transaction; the old one is dead from the next request on. Other
 * contacts keep theirs. Returns the old token and the new one.
 */
export async function replaceLink(
  tx: Tx,
  scope: Scope,
  contactId: string,
): Promise<{ oldToken: string; newToken: string }> {
  const old = await lockLink(tx, scope, contactId);
  const token = newToken();
  await tx.contact.update({
    where: { id: contactId },
    data: { ...sealedLink(token), linkRevokedAt: null, linkLastOn: null },
  });
  const { clientId } = old;
  await record(tx, { ...byFreelancer(scope), kind: "link.renewed", clientId, contactId });
  return { oldToken: old.token, newToken: token };
}

/** The contact's link is dead from the next request on, in the caller's transaction. Returns its token. */
export async function endLink(tx: Tx, scope: Scope, contactId: string, now: Date): Promise<string> {
  const old = await lockLink(tx, scope, contactId);
  await tx.contact.update({ where: { id: contactId }, data: { linkRevokedAt: now } });
  const { clientId } = old;
  await record(tx, { ...byFreelancer(scope), kind: "link.revoked", at: now, clientId, contactId });
  return old.token;
}

/**
 * The contact's link works until the end of a day where they are, or without end. Who opens it
 * later sees a polite notice, and no more.
 */
export async function limitLink(
  scope: Scope,
  input: { contactId: string; lastOn?: Day },
): Promise<void> {
  const { contactId, lastOn } = input;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { contact: contactId });
    const { clientId } = await tx.contact.update({
      where: { id: contactId, freelancerId: scope.freelancerId },
      data: { linkLastOn: lastOn ? toDateColumn(lastOn) : null },
      select: { clientId: true },
    });
    await record(tx, { ...byFreelancer(scope), kind: "link.limited", clientId, contactId });
  });
}

export type CalendarToken = {
  calendarHash: Uint8Array<ArrayBuffer> | null;
  calendarCipher: Uint8Array<ArrayBuffer> | null;
};

/** The token of a contact's calendar feed, or none, in the caller's transaction. */
export async function saveContactCalendar(
  tx: Tx,
  scope: Scope,
  contactId: string,
  token: CalendarToken,
): Promise<void> {
  const { count } = await tx.contact.updateMany({
    where: { id: contactId, freelancerId: scope.freelancerId },
    data: token,
  });
  if (count === 0) throw notFound("contact");
}

/** The contact's link as it is, locked until the transaction ends. */
async function lockLink(
  tx: Tx,
  scope: Scope,
  contactId: string,
): Promise<{ token: string; clientId: string }> {
  await lock(tx, scope, { contact: contactId });
  const contact = await tx.contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId: scope.freelancerId },
    select: { linkCipher: true, clientId: true },
  });
  return { token: unseal("contact-link", contact.linkCipher), clientId: contact.clientId };
}

function sealedLink(token: string) {
  return { linkHash: hashToken(token), linkCipher: seal("contact-link", token) };
}

async function addPerson(
  tx: Tx,
  scope: Scope,
  clientId: string,
  { contactName, ...person }: Person,
): Promise<string> {
  refuseUnknownCountry(person.country);
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
    throw new Refusal(
      "invalid",
      "Public holidays: this country or region is not on the list. Please choose one that is.",
      "country",
    );
}

/** Runs what may give a client two people with one address, and refuses that in words. */
export async function refusingTakenAddress<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTaken(error))
      throw new Refusal(
        "already",
        "Email address: this client already has a contact with it.",
        "address",
      );
    throw error;
  }
}
