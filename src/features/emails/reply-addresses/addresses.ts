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

const TOKEN = /^reply\+([a-z2-7]{32})$/;
const STUDIO = /^studio\+([a-z2-7]{26})$/;

/** The domain that answers come to: the configured one; in the local mailbox always one. */
export function inboundDomain(isLocal: boolean): string | null {
  return env().INBOUND_DOMAIN ?? (isLocal ? LOCAL_DOMAIN : null);
}

/** Returns the token of a thread's reply address: the same each time, until the contact has another link. */
function replyToken({ freelancerId, clientId, projectId, ...whose }: ThreadOf): string {
  if (whose.contactId === null)
    return derivedToken("reply-address", `own ${freelancerId} ${projectId ?? clientId}`);
  const link = Buffer.from(whose.linkHash).toString("base64url");
  return derivedToken("reply-address", `${whose.contactId} ${projectId ?? "client"} ${link}`);
}

/** Returns the address that a contact's answers in a thread go to, or the freelancer's own; null where no domain receives email. */
export function replyAddressOf(
  thread: ThreadOf,
  isLocal: boolean,
): { address: string; tokenHash: Uint8Array<ArrayBuffer> } | null {
  const domain = inboundDomain(isLocal);
  if (!domain) return null;
  const token = replyToken(thread);
  return { address: `reply+${token}@${domain}`, tokenHash: hashToken(token) };
}

/** Whether a token is still the one of its thread, and not of a link that was replaced. */
export function isCurrent(thread: ThreadOf, tokenHash: Uint8Array): boolean {
  return Buffer.from(hashToken(replyToken(thread))).equals(tokenHash);
}

/**
 * Returns the address that belongs to one studio: what is written or forwarded to it can only be
 * theirs. It is no secret.
 */
export function studioAddress(freelancerId: string): string | null {
  const domain = inboundDomain(false);
  const bytes = Buffer.from(freelancerId.replaceAll("-", ""), "hex");
  return domain && `studio+${base32(bytes)}@${domain}`;
}

export type Addressed = {
  tokenHashes: Uint8Array<ArrayBuffer>[];
  freelancerIds: string[];
  /** Whether any of them is at the domain that answers come to. */
  isOurs: boolean;
};

/** Returns what the addresses that an email came by say, in their order; at most ten are looked at. */
export function readAddresses(addresses: string[]): Addressed {
  const domains = [inboundDomain(false), LOCAL_DOMAIN];
  const locals = addresses
    .map((address) => address.trim().toLowerCase())
    .filter((address) => domains.includes(address.slice(address.lastIndexOf("@") + 1)))
    .map((address) => address.slice(0, address.lastIndexOf("@")))
    .slice(0, 10);
  return {
    isOurs: locals.length > 0,
    tokenHashes: locals.flatMap((local) => {
      const token = TOKEN.exec(local)?.[1];
      return token ? [hashToken(token)] : [];
    }),
    freelancerIds: locals.flatMap((local) => {
      const id = STUDIO.exec(local)?.[1];
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
  return text.replace(/\breply\+[a-z2-7]{32}@/gi, "reply+…@");
}
