import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction, isTaken, Prisma, type Tx } from "@/db/client";
import { readdressEmails, relinkEmails, skipUnwanted } from "@/features/emails/commands";
import type { Language } from "@/language/languages";
import { addDays, instantAt, type Day } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { isHolidayRegion } from "@/lib/holidays";
import { links } from "@/lib/links";
import { hashToken, newToken, seal, unseal } from "@/lib/tokens";
import { notifyClient, notifyStudio } from "@/live/notify";

type Person = {
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
  await takenAddressRefused(() =>
    inTransaction(async (tx) => {
      const client = await tx.client.findUnique({
        where: { id: input.clientId, freelancerId: scope.freelancerId },
        select: { id: true },
      });
      if (!client) throw notFound("client");
      await addPerson(tx, scope, client.id, input);
    }),
  );
}

export async function renameClient(
  scope: Scope,
  input: { clientId: string; name: string },
): Promise<void> {
  const { count } = await inTransaction((tx) =>
    tx.client.updateMany({
      where: { id: input.clientId, freelancerId: scope.freelancerId },
      data: { name: input.name },
    }),
  );
  if (count === 0) throw notFound("client");
}

/**
 * Changes a contact's details. Waiting emails go to the new address, in the language they were
 * written in; emails already being sent do not.
 */
export async function correctContact(
  scope: Scope,
  input: { contactId: string } & Person,
): Promise<void> {
  const { contactId, contactName, ...rest } = input;
  refuseUnknownCountry(rest.country);
  await takenAddressRefused(async () => {
    await inTransaction(async (tx) => {
      const [contact] = await tx.contact.updateManyAndReturn({
        where: { id: contactId, freelancerId: scope.freelancerId },
        data: { name: contactName, ...rest },
        select: { clientId: true },
      });
      if (!contact) throw notFound("contact");
      await readdressEmails(tx, contactId, { toName: contactName, toAddress: rest.address });
      await notifyClient(tx, contact.clientId);
    });
  });
}

/**
 * Saves how often this contact gets progress updates, chosen by themselves. An update that is
 * already written is still sent.
 */
export async function chooseUpdateFrequency(
  scope: ContactScope,
  updateFrequency: "DAILY" | "WEEKLY" | "MATTERS",
): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.contact.updateMany({
      where: { id: scope.contactId, freelancerId: scope.freelancerId },
      data: { updateFrequency },
    });
    if (count === 0) throw notFound("contact");
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Unsubscribes this contact from surveys and progress updates: no new ones are written, and none
 * that waits is sent. Repeating it changes nothing.
 */
export async function unsubscribe(scope: ContactScope, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { count } = await tx.contact.updateMany({
      where: { id: scope.contactId, freelancerId: scope.freelancerId, optedOutAt: null },
      data: { optedOutAt: now },
    });
    if (count === 0) return;
    await skipUnwanted(tx, scope.contactId, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Subscribes this contact again, from the next survey or update on. What was cancelled stays
 * cancelled.
 */
export async function resubscribe(scope: ContactScope): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.contact.updateMany({
      where: { id: scope.contactId, freelancerId: scope.freelancerId },
      data: { optedOutAt: null },
    });
    await notifyStudio(tx, scope.freelancerId);
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
    data: { unsubscribeHash: hashToken(token), unsubscribeCipher: seal("unsubscribe-link", token) },
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
 * Replaces a contact's private link. The old one stops working at once, and waiting emails get the
 * new one. Other contacts keep theirs.
 */
export async function renewLink(scope: Scope, contactId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const old = await lockLink(tx, scope, contactId);
    const token = newToken();
    await tx.contact.update({
      where: { id: contactId },
      data: { ...sealedLink(token), linkRevokedAt: null, linkExpiresAt: null },
    });
    await relinkEmails(tx, contactId, old.token, token);
    await notifyClient(tx, old.clientId);
  });
}

/** Revokes the contact's link: it stops working at once, and waiting emails are sent without it. */
export async function revokeLink(scope: Scope, contactId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const old = await lockLink(tx, scope, contactId);
    await tx.contact.update({ where: { id: contactId }, data: { linkRevokedAt: now } });
    await relinkEmails(tx, contactId, old.token, null);
    await notifyClient(tx, old.clientId);
  });
}

/**
 * Sets until which day the contact's link works, in their zone, or removes the limit. Later
 * visitors see a polite notice and nothing else.
 */
export async function limitLink(
  scope: Scope,
  input: { contactId: string; lastOn?: Day },
): Promise<void> {
  await inTransaction(async (tx) => {
    const contact = await tx.contact.findUnique({
      where: { id: input.contactId, freelancerId: scope.freelancerId },
      select: { zone: true, clientId: true },
    });
    if (!contact) throw notFound("contact");
    const linkExpiresAt = input.lastOn
      ? instantAt(addDays(input.lastOn, 1), "00:00", contact.zone)
      : null;
    await tx.contact.update({ where: { id: input.contactId }, data: { linkExpiresAt } });
    await notifyClient(tx, contact.clientId);
  });
}

/** Returns the contact's link, locked until the transaction ends. */
async function lockLink(
  tx: Tx,
  scope: Scope,
  contactId: string,
): Promise<{ token: string; clientId: string }> {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Contact" WHERE "id" = ${contactId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`,
  );
  const contact = await tx.contact.findUnique({
    where: { id: contactId, freelancerId: scope.freelancerId },
    select: { linkCipher: true, clientId: true },
  });
  if (!contact) throw notFound("contact");
  return { token: unseal("contact-link", contact.linkCipher), clientId: contact.clientId };
}

function sealedLink(token: string) {
  return { linkHash: hashToken(token), linkCipher: seal("contact-link", token) };
}

async function addPerson(tx: Tx, scope: Scope, clientId: string, person: Person): Promise<void> {
  refuseUnknownCountry(person.country);
  await tx.contact.create({
    data: {
      freelancerId: scope.freelancerId,
      clientId,
      name: person.contactName,
      address: person.address,
      zone: person.zone,
      language: person.language,
      country: person.country,
      ...sealedLink(newToken()),
    },
  });
}

function refuseUnknownCountry(country: string | null | undefined): void {
  if (country && !isHolidayRegion(country))
    throw new Refusal(
      "invalid",
      "Public holidays: this country or region is not on the list. Please choose one that is.",
      "country",
    );
}

async function takenAddressRefused<T>(work: () => Promise<T>): Promise<T> {
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
