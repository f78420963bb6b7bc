import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import {
  ownAccountOf,
  studioTransport,
  type StudioTransport,
} from "@/features/emails/accounts/rules";
import { openServer, reachable } from "@/features/emails/accounts/server/sealed";
import { lookColumns } from "@/features/studio/look/rules";
import { contactHoursOf } from "@/lib/contact-hours";
import type { Look } from "@/lib/look";
import { unseal } from "@/lib/tokens";
import { INSTALL, installAccount, isRepeatable, type Account } from "@/mail/transport";
import { hashOfAddress } from "@/features/emails/erased/hashes";
import {
  ownAddressOf,
  ownMailbox,
  replyAddressOf,
  type ThreadOf,
} from "@/features/emails/reply-addresses/addresses";
import { aboutKey, factKey, readFactsNow } from "@/features/emails/delivery/facts/queries";
import type { Claimed, LeaseFacts } from "./rules";

/** Which account an email is sent by now, and whether the provider has refused that account. */
export type SendContext = {
  account: Account;
  isTroubled: boolean;
  facts: LeaseFacts;
  references: string[];
  /** The studio's, where it writes to somebody else than its freelancer. */
  look: Look | null;
  /** Where the reader's answer goes; null where it goes to the studio's own address. */
  replyAddress: ReplyAddress | null;
};

type ReplyAddress = { address: string; thread: ThreadOf; tokenHash: Uint8Array<ArrayBuffer> };

/**
 * What a lease's holder looks at once more before anything is sent: read for a whole claim, told email by
 * email. Telling throws where the key of the account cannot be read.
 */
export async function readContexts(claimed: Claimed[]): Promise<(email: Claimed) => SendContext> {
  const found = await readFacts(claimed);
  return (email) => contextOf(email, found);
}

type Found = Awaited<ReturnType<typeof readFacts>>;

async function readFacts(claimed: Claimed[]) {
  const freelancerIds = distinct(claimed.map((email) => email.freelancerId));
  const addresses = distinct(claimed.map(({ toAddress }) => toAddress.toLowerCase()));
  const hashes = claimed.flatMap(erasedHashOf);
  const [
    studios,
    contacts,
    subcontractors,
    toOwners,
    suppressions,
    erased,
    references,
    factNow,
    install,
  ] = await Promise.all([
    db().studio.findMany({
      where: { freelancerId: { in: freelancerIds } },
      select: studioFacts,
    }),
    db().contact.findMany({
      where: { id: { in: distinct(claimed.map((email) => email.contactId)) } },
      select: {
        id: true,
        clientId: true,
        zone: true,
        country: true,
        optedOutAt: true,
        removedAt: true,
        linkHash: true,
        linkRevokedAt: true,
      },
    }),
    db().subcontractor.findMany({
      where: { id: { in: distinct(claimed.map((email) => email.subcontractorId)) } },
      select: { id: true, zone: true, country: true, optedOutAt: true },
    }),
    db().email.findMany({
      where: {
        freelancerId: { in: freelancerIds },
        id: { in: claimed.filter(isAnsweredByOwner).map((email) => email.id) },
      },
      select: { id: true, clientId: true, project: { select: { clientId: true } } },
    }),
    db().suppression.findMany({
      where: { freelancerId: { in: freelancerIds }, address: { in: addresses }, liftedAt: null },
      select: { freelancerId: true, address: true, cause: true },
    }),
    db().erasedAddress.findMany({
      where: { freelancerId: { in: freelancerIds }, hash: { in: hashes } },
      select: { hash: true },
    }),
    referencesOf(claimed),
    readFactsNow(claimed),
    db().mailAccount.findUnique({ where: { id: INSTALL }, select: { troubleSince: true } }),
  ]);
  return {
    studios: new Map(studios.map((studio) => [studio.freelancerId, studio])),
    contacts: new Map(contacts.map((contact) => [contact.id, contact])),
    subcontractors: new Map(subcontractors.map((one) => [one.id, one])),
    clientOf: new Map(
      toOwners.map(({ id, clientId, project }) => [id, project?.clientId ?? clientId]),
    ),
    suppressions,
    erased,
    references,
    factNow,
    install,
  };
}

/** The hash that the reader would be known by if their data was erased; none for an email of no studio. */
const erasedHashOf = ({ freelancerId, toAddress }: Claimed) =>
  freelancerId ? [hashOfAddress(freelancerId, toAddress)] : [];

const studioFacts = {
  ...lookColumns,
  ...ownMailbox,
  freelancerId: true,
  seededAt: true,
  zone: true,
  country: true,
  followUpsFrom: true,
  followUpsUntil: true,
  mailAccount: { select: { ...studioTransport.mailAccount.select, troubleSince: true } },
} as const;

function contextOf(email: Claimed, found: Found): SendContext {
  const studio = found.studios.get(email.freelancerId ?? "");
  const contact = found.contacts.get(email.contactId ?? "");
  const reader = contact ?? found.subcontractors.get(email.subcontractorId ?? "");
  const account = accountOf(studio);
  const used = account.id === INSTALL ? found.install : studio?.mailAccount;
  return {
    account,
    isTroubled: Boolean(used?.troubleSince),
    facts: {
      email,
      accountId: account.id,
      // What a mail server may have is not made one email by the provider's key either.
      isRepeatable: isRepeatable(account) && email.transport !== "SMTP",
      suppressed: suppressionOf(email, found),
      ...refusalsOf(reader, contact),
      contactHours: hoursFor(reader, studio),
      factNow: found.factNow.get(factKey(email)) ?? null,
    },
    references: found.references.get(aboutKey(email)) ?? [],
    look: lookFor(reader, studio),
    replyAddress: replyAddressFor(email, contact, placeOf(account, studio), found.clientOf),
  };
}

/** What its reader no longer wants, or is not to get. */
const refusalsOf = (
  reader: { optedOutAt: Date | null } | undefined,
  contact: { removedAt: Date | null } | undefined,
) => ({ optedOutAt: reader?.optedOutAt ?? null, removedAt: contact?.removedAt ?? null });

type Studio = NonNullable<ReturnType<Found["studios"]["get"]>>;
type Contact = NonNullable<ReturnType<Found["contacts"]["get"]>>;

/** Where the answers to a studio's emails come in: in the local mailbox, to its own, or to the install's. */
const placeOf = (account: Account, studio: Studio | undefined) =>
  ({ isLocal: account.by === "LOCAL", own: ownAddressOf(studio) }) as const;

type Place = ReturnType<typeof placeOf>;

function replyAddressFor(
  email: Claimed,
  contact: Contact | undefined,
  place: Place,
  clientOf: Map<string, string | null>,
): ReplyAddress | null {
  if (isAnsweredByOwner(email)) return ownReplyAddress(email, clientOf, place);
  const { freelancerId, projectId } = email;
  if (!freelancerId || !contact || contact.linkRevokedAt) return null;
  const { id: contactId, clientId, linkHash } = contact;
  const thread = { freelancerId, contactId, clientId, projectId, linkHash };
  const found = replyAddressOf(thread, place.isLocal, place.own);
  return found && { ...found, thread };
}

/** Whether it tells the freelancer of messages: what they answer goes into the thread. */
const isAnsweredByOwner = ({ kind, contactId }: Claimed) =>
  kind === "message.posted" && contactId === null;

function ownReplyAddress(
  { id, freelancerId, projectId }: Claimed,
  clientOf: Map<string, string | null>,
  { isLocal, own }: Place,
): ReplyAddress | null {
  const clientId = clientOf.get(id);
  if (!freelancerId || !clientId) return null;
  const thread = { freelancerId, contactId: null, clientId, projectId };
  const found = replyAddressOf(thread, isLocal, own);
  return found && { ...found, thread };
}

/** An email to the freelancer comes from the product, and has none. */
const lookFor = (reader: object | undefined, studio: Studio | undefined): Look | null =>
  (reader && studio) ?? null;

/** The demo's emails reach nobody: no hour is wrong for them. */
function hoursFor(
  reader: Pick<Contact, "zone" | "country"> | undefined,
  studio: Studio | undefined,
) {
  return reader && studio && !studio.seededAt ? contactHoursOf(reader, studio) : null;
}

function suppressionOf(email: Claimed, { suppressions, erased }: Found) {
  const [hash] = erasedHashOf(email);
  if (hash && erased.some((one) => Buffer.from(one.hash).equals(hash))) return "ERASED";
  const { freelancerId, toAddress } = email;
  const address = toAddress.toLowerCase();
  const own = suppressions.find(
    (one) => one.freelancerId === freelancerId && one.address === address,
  );
  return own?.cause ?? null;
}

/** Returns by which account a freelancer's emails are sent just now. Throws where its key cannot be read. */
export async function findAccount({ freelancerId }: Scope): Promise<Account> {
  const studio = await db().studio.findUnique({ where: { freelancerId }, select: studioTransport });
  return accountOf(studio ?? undefined);
}

/**
 * The freelancer's own account where they brought one, else the install's. The demo's emails stay
 * on this machine, whatever is configured.
 */
function accountOf(studio: StudioTransport | undefined): Account {
  if (studio?.seededAt) return { id: INSTALL, by: "LOCAL" };
  const own = studio && ownAccountOf(studio);
  if (!own) return installAccount();
  const { id, fromAddress } = own;
  return own.by === "SMTP"
    ? { id, by: "SMTP", server: reachable(openServer(own.serverCipher)), fromAddress }
    : { id, by: "RESEND", apiKey: unseal("mail-account", own.keyCipher), fromAddress };
}

/** As many earlier emails as an email refers to. */
const MOST_REFERENCES = 10;

/**
 * The Message-IDs of the earlier emails between the same people about the same project, oldest
 * first, by project and contact.
 */
async function referencesOf(claimed: Claimed[]): Promise<Map<string, string[]>> {
  const fresh = claimed.filter((email) => !email.frozenAt && email.projectId && email.contactId);
  if (fresh.length === 0) return new Map();
  const rows = await db().$queryRaw<{ key: string; ids: string[] }[]>`
    SELECT p."projectId"::text || ' ' || p."contactId"::text AS "key", array_agg(m."messageId"
      ORDER BY m."sentAt") AS "ids"
    FROM (SELECT DISTINCT *
      FROM unnest(${fresh.map((email) => email.projectId)}::uuid[],
      ${fresh.map((email) => email.contactId)}::uuid[]) AS pair("projectId", "contactId")) p
    CROSS JOIN LATERAL (SELECT "messageId", "sentAt" FROM "Email" l
      WHERE l."projectId" = p."projectId" AND l."contactId" = p."contactId"
      AND l."messageId" IS NOT NULL ORDER BY l."sentAt" DESC LIMIT ${MOST_REFERENCES}) m
    GROUP BY 1`;
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}

function distinct(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
