import { env } from "@/lib/env";
import { base32, derivedToken, fromBase32, hashToken } from "@/lib/tokens";

/** Whose answers an address takes, and for which thread: a project's, or the client's own. */
export type ThreadOf = {
  freelancerId: string;
  clientId: string;
  projectId: string | null;
} & (
  | {
      contactId: string;
      /** Of the contact's own link: with a new link comes a new address, and the old one is dead. */
      linkHash: Uint8Array;
    }
  /** The freelancer's own answers. */
  | { contactId: null; linkHash?: never }
);

/** Where the answers to the local mailbox's emails go: nothing outside this machine has this name. */
const LOCAL_DOMAIN = "replies.uptomark.example";

/** 160 bits of a thread, or 128 that name a studio: each of its own length. */
const TOKEN = /^([a-z2-7]{32})$/;
const STUDIO = /^([a-z2-7]{26})$/;

/** How answers come in: to the mailbox of the freelancer's own that has this address, else to the install. */
type Own = string | null;

const withPlus = (address: string, secret: string) => address.replace("@", () => `+${secret}@`);

/**
 * Returns an address that answers come to: with a + at the freelancer's own mailbox, at the domain, or with a + at the
 * install's mailbox; in the local mailbox always one, else null where none is configured.
 */
function inboundAddress(what: "reply" | "studio", secret: string, isLocal: boolean, own: Own) {
  const { INBOUND_DOMAIN, IMAP_ADDRESS } = env();
  if (own && !isLocal) return withPlus(own, secret);
  if (IMAP_ADDRESS) return withPlus(IMAP_ADDRESS, secret);
  const domain = INBOUND_DOMAIN ?? (isLocal ? LOCAL_DOMAIN : null);
  return domain && `${what}+${secret}@${domain}`;
}

function partsOf(address: string) {
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const [, before = "", secret = ""] = /^([^+]*)\+(.*)$/.exec(local) ?? [];
  return { before, secret, domain };
}

/** A person has other addresses with a + at their own mailbox: for what they read and where they buy. */
const isSecret = (text: string) => TOKEN.test(text) || STUDIO.test(text);

/** What an address of ours has after its +; "" where it is another one of the domain, null where it is none of ours. */
function secretIn(address: string, own: Own): string | null {
  const { INBOUND_DOMAIN, IMAP_ADDRESS } = env();
  const { before, secret, domain } = partsOf(address);
  if (own) return `${before}@${domain}` === own && isSecret(secret) ? secret : null;
  if (domain === INBOUND_DOMAIN || domain === LOCAL_DOMAIN)
    return before === "reply" || before === "studio" ? secret : "";
  return secret && `${before}@${domain}` === IMAP_ADDRESS ? secret : null;
}

/** Returns the token of a thread's reply address: the same each time, until the contact has another link. */
function replyToken({ freelancerId, clientId, projectId, ...whose }: ThreadOf): string {
  if (whose.contactId === null)
    return derivedToken("reply-address", `own ${freelancerId} ${projectId ?? clientId}`);
  const link = Buffer.from(whose.linkHash).toString("base64url");
  return derivedToken("reply-address", `${whose.contactId} ${projectId ?? "client"} ${link}`);
}

/**
 * Returns the address that a contact's answers in a thread go to, or the freelancer's own; null where no domain
 * receives email.
 */
export function replyAddressOf(
  thread: ThreadOf,
  isLocal: boolean,
  own: Own,
): { address: string; tokenHash: Uint8Array<ArrayBuffer> } | null {
  const token = replyToken(thread);
  const address = inboundAddress("reply", token, isLocal, own);
  return address ? { address, tokenHash: hashToken(token) } : null;
}

/** Whether a token is still the one of its thread, and not of a link that was replaced. */
export function isCurrent(thread: ThreadOf, tokenHash: Uint8Array): boolean {
  return Buffer.from(hashToken(replyToken(thread))).equals(tokenHash);
}

/**
 * Returns the address that belongs to one studio: what is written or forwarded to it can only be
 * theirs. It is no secret.
 */
export function studioAddress(freelancerId: string, own: Own): string | null {
  const bytes = Buffer.from(freelancerId.replaceAll("-", ""), "hex");
  return inboundAddress("studio", base32(bytes), false, own);
}

/** The columns that say whether answers come to a mailbox of the freelancer's own. */
export const ownMailbox = { ownMailbox: { select: { address: true, plusSeenAt: true } } } as const;

/**
 * Returns the address of a freelancer's own mailbox that answers come to, once an email to it with a + was seen there;
 * null where they come to the install: else a client's answer could come back to them.
 */
export const ownAddressOf = (
  studio: { ownMailbox: { address: string | null; plusSeenAt: Date | null } | null } | undefined,
): Own => (studio?.ownMailbox?.plusSeenAt ? studio.ownMailbox.address : null);

/** The address that the test email of an own mailbox goes to: it shows that what is sent with a + arrives. */
export const testAddressOf = (mailboxId: string, address: string) =>
  withPlus(address, derivedToken("reply-address", `mailbox ${mailboxId}`));

export type Addressed = {
  tokenHashes: Uint8Array<ArrayBuffer>[];
  freelancerIds: string[];
  /** Whether any of them is at the domain that answers come to, or one of the mailbox's with a +. */
  isOurs: boolean;
};

/**
 * Returns what the addresses that an email came by say, in their order; at most ten are looked at. In a freelancer's
 * own mailbox those of that mailbox alone say something.
 */
export function readAddresses(addresses: string[], own: Own): Addressed {
  const secrets = addresses
    .flatMap((address) => secretIn(address.trim().toLowerCase(), own) ?? [])
    .slice(0, 10);
  return {
    isOurs: secrets.length > 0,
    tokenHashes: secrets.flatMap((secret) => {
      const token = TOKEN.exec(secret)?.[1];
      return token ? [hashToken(token)] : [];
    }),
    freelancerIds: secrets.flatMap((secret) => {
      const id = STUDIO.exec(secret)?.[1];
      return id ? [uuidOf(id)] : [];
    }),
  };
}

/** The id that 26 characters of base32 spell. */
function uuidOf(characters: string): string {
  const hex = Buffer.from(fromBase32(characters)).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Hides the secret part of each reply address in a text; it belongs to its reader alone. */
export function maskReplyAddresses(text: string): string {
  return text.replace(/\b([a-z0-9_'.-]{1,31})\+[a-z2-7]{32}@/gi, "$1+…@");
}
