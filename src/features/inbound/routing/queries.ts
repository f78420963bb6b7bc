import { db } from "@/db/client";
import {
  isCurrent,
  readAddresses,
  type Addressed,
} from "@/features/emails/reply-addresses/addresses";
import type { Found, LinkState } from "@/features/inbound/rules";
import { dayIn, fromDateColumn } from "@/lib/dates";

/** What an email says of whose it is. */
export type Signs = {
  /** The addresses it came by. */
  addresses: string[];
  /** The emails it answers, by their Message-IDs. */
  answers: string[];
  from: string;
  /** The only freelancer it can be for: it came by their own account at the provider, or their own mailbox. */
  onlyFor: string | null;
  /** The address of their own mailbox, where it came to that. */
  own: string | null;
};

/**
 * Returns whose an email is, at most once for each freelancer: by the secret reply address, else by the
 * Message-ID of an email that it answers, else by its sender. By its sender only for a freelancer to whom
 * alone the address belongs by which it came. Never by its own Message-ID, and never by its subject.
 */
export async function findOwners(signs: Signs, now: Date): Promise<Found[]> {
  const addressed = readAddresses(signs.addresses, signs.own);
  const byAddress = await findByAddress(addressed, signs.onlyFor, now);
  if (byAddress.length > 0) return onePerFreelancer(byAddress);
  const byAnswer = await findByAnswer(signs, now);
  if (byAnswer.length > 0) return onePerFreelancer(byAnswer);
  const owners = await findStudios(addressed, signs.onlyFor);
  return Promise.all(owners.map((owner) => findBySender(owner, signs.from, now)));
}

export type OwnThread = {
  freelancerId: string;
  clientId: string;
  projectId: string | null;
  /** Where the product's emails to the freelancer go, and the address they sign in with. */
  ownAddresses: string[];
};

/** Returns the thread in which an email is the freelancer's own answer, by the secret address; null where it is none. */
export async function findOwnThread({
  addresses,
  onlyFor,
  own,
}: Pick<Signs, "addresses" | "onlyFor" | "own">): Promise<OwnThread | null> {
  const { tokenHashes } = readAddresses(addresses, own);
  if (tokenHashes.length === 0) return null;
  const rows = await db().$queryRaw<
    (Omit<OwnThread, "ownAddresses"> & { replyTo: string; email: string })[]
  >`
    SELECT r."freelancerId", r."clientId", r."projectId", s."replyTo", u."email"
    FROM "ReplyAddress" r JOIN "Studio" s ON s."freelancerId" = r."freelancerId"
      JOIN "User" u ON u."id" = r."freelancerId"
    WHERE r."tokenHash" = ANY(${tokenHashes}::bytea[]) AND r."contactId" IS NULL`;
  const row = rows.find(({ freelancerId }) => onlyFor === null || freelancerId === onlyFor);
  if (!row) return null;
  const { replyTo, email, ...thread } = row;
  return { ...thread, ownAddresses: [replyTo.toLowerCase(), email.toLowerCase()] };
}

/** A living address is better than a dead one. */
function onePerFreelancer(found: Found[]): Found[] {
  const best = new Map<string, Found>();
  for (const one of found) {
    const earlier = best.get(one.freelancerId);
    if (!earlier || (earlier.link !== "works" && one.link === "works"))
      best.set(one.freelancerId, one);
  }
  return [...best.values()];
}

const contactFacts = {
  id: true,
  clientId: true,
  address: true,
  zone: true,
  linkHash: true,
  linkRevokedAt: true,
  linkLastOn: true,
  client: { select: { studio: { select: { replyTo: true } } } },
} as const;

type Contact = {
  zone: string;
  linkRevokedAt: Date | null;
  linkLastOn: Date | null;
};

function linkState(contact: Contact, isTheOne: boolean, now: Date): LinkState {
  if (contact.linkRevokedAt) return "revoked";
  if (!isTheOne) return "renewed";
  const isOver =
    contact.linkLastOn && fromDateColumn(contact.linkLastOn) < dayIn(contact.zone, now);
  return isOver ? "over" : "works";
}

async function findByAddress(
  { tokenHashes }: Addressed,
  onlyFor: string | null,
  now: Date,
): Promise<Found[]> {
  if (tokenHashes.length === 0) return [];
  const rows = await db().$queryRaw<AddressRow[]>`
    SELECT r."freelancerId", r."contactId", r."clientId", r."projectId", r."tokenHash", c."address", c."zone",
      c."linkHash", c."linkRevokedAt", c."linkLastOn", s."replyTo"
    FROM "ReplyAddress" r JOIN "Contact" c ON c."id" = r."contactId"
      JOIN "Studio" s ON s."freelancerId" = r."freelancerId"
    WHERE r."tokenHash" = ANY(${tokenHashes}::bytea[])`;
  const place = (hash: Uint8Array) => tokenHashes.findIndex((one) => Buffer.from(one).equals(hash));
  return rows
    .filter((row) => onlyFor === null || row.freelancerId === onlyFor)
    .toSorted((a, b) => place(a.tokenHash) - place(b.tokenHash))
    .map((row) => {
      const { freelancerId, clientId, contactId, projectId } = row;
      return {
        freelancerId,
        route: "REPLY_ADDRESS" as const,
        thread: { clientId, contactId, projectId },
        link: linkState(row, isCurrent(row, row.tokenHash), now),
        contactAddress: row.address,
        clients: 1,
        ownAddress: row.replyTo,
      };
    });
}

type AddressRow = Contact & {
  freelancerId: string;
  contactId: string;
  clientId: string;
  projectId: string | null;
  tokenHash: Uint8Array;
  address: string;
  linkHash: Uint8Array;
  replyTo: string;
};

async function findByAnswer({ answers, onlyFor }: Signs, now: Date): Promise<Found[]> {
  if (answers.length === 0) return [];
  const rows = await db().email.findMany({
    where: {
      messageId: { in: answers },
      contactId: { not: null },
      freelancerId: onlyFor ?? { not: null },
    },
    orderBy: [{ sentAt: "desc" }, { id: "desc" }],
    take: 20,
    select: { freelancerId: true, projectId: true, contact: { select: contactFacts } },
  });
  return rows.flatMap(({ freelancerId, projectId, contact }) =>
    freelancerId && contact
      ? {
          freelancerId,
          route: "MESSAGE_ID" as const,
          thread: { clientId: contact.clientId, projectId, contactId: contact.id },
          link: linkState(contact, true, now),
          contactAddress: contact.address,
          clients: 1,
          ownAddress: contact.client.studio.replyTo,
        }
      : [],
  );
}

/**
 * The freelancers to whom alone the addresses belong by which an email came. Where an install has one studio
 * only, each address of its domain is that studio's. Another domain of the account at the provider is none of ours.
 */
async function findStudios(
  { freelancerIds, tokenHashes, isOurs }: Addressed,
  onlyFor: string | null,
) {
  const select = { freelancerId: true, replyTo: true } as const;
  const ids = onlyFor ? [onlyFor] : freelancerIds;
  if (ids.length > 0) return db().studio.findMany({ where: { freelancerId: { in: ids } }, select });
  if (!isOurs) return [];
  // A reply address that nobody has may have been an erased studio's: its clients' emails are nobody's here.
  if (tokenHashes.length > 0 && (await db().erasure.count({ where: { clientId: null } })) > 0)
    return [];
  const studios = await db().studio.findMany({ where: { seededAt: null }, take: 2, select });
  return studios.length === 1 ? studios : [];
}

/** Within one client a person has one address; of the client's projects the newest that is open is meant. */
async function findBySender(
  { freelancerId, replyTo }: { freelancerId: string; replyTo: string },
  from: string,
  now: Date,
): Promise<Found> {
  const contacts = await db().contact.findMany({
    where: { freelancerId, address: from },
    take: 2,
    select: contactFacts,
  });
  const found = { freelancerId, route: "SENDER" as const, ownAddress: replyTo };
  const [contact] = contacts;
  if (!contact || contacts.length > 1) {
    const route = contact ? ("SENDER" as const) : ("NONE" as const);
    const clients = contacts.length;
    return { ...found, route, thread: null, link: "works", contactAddress: null, clients };
  }
  const { clientId, id: contactId } = contact;
  const project = await db().project.findFirst({
    where: { freelancerId, clientId },
    // Those that are open come first.
    orderBy: [
      { completedAt: { sort: "desc", nulls: "first" } },
      { createdAt: "desc" },
      { id: "desc" },
    ],
    select: { id: true },
  });
  return {
    ...found,
    thread: { clientId, contactId, projectId: project?.id ?? null },
    link: linkState(contact, true, now),
    contactAddress: contact.address,
    clients: 1,
  };
}

/** Counts the emails that came from a contact into threads within ten minutes, and those of a program within a day. */
export async function countLately(freelancerId: string, contactId: string, now: Date) {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const [counts] = await db().$queryRaw<{ lately: number; automaticToday: number }[]>`
    SELECT count(*) FILTER (WHERE "filedAt" > ${ago(10)})::int AS "lately",
      count(*) FILTER (WHERE "automatic" IS NOT NULL)::int AS "automaticToday"
    FROM "InboundEmail" WHERE "freelancerId" = ${freelancerId}::uuid
      AND "contactId" = ${contactId}::uuid AND "filedAt" > ${ago(1440)}`;
  return counts!;
}
