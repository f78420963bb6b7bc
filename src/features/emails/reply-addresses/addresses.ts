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

/**
 * Returns an address that answers come to: at the domain, or with a + at the mailbox's own address; in the local
 * mailbox always one, else null where neither is configured.
 */
function inboundAddress(what: "reply" | "studio", secret: string, isLocal: boolean) {
  const { INBOUND_DOMAIN, IMAP_ADDRESS } = env();
  if (IMAP_ADDRESS) return IMAP_ADDRESS.replace("@", () => `+${secret}@`);
  const domain = INBOUND_DOMAIN ?? (isLocal ? LOCAL_DOMAIN : null);
  return domain && `${what}+${secret}@${domain}`;
}

/** What an address of ours has after its +; "" where it is another one of the domain, null where it is none of ours. */
function secretIn(address: string): string | null {
  const { INBOUND_DOMAIN, IMAP_ADDRESS } = env();
  const at = address.lastIndexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const [, before = "", secret = ""] = /^([^+]*)\+(.*)$/.exec(local) ?? [];
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

/** Returns the address that a contact's answers in a thread go to, or the freelancer's own; null where no domain receives email. */
export function replyAddressOf(
  thread: ThreadOf,
  isLocal: boolean,
): { address: string; tokenHash: Uint8Array<ArrayBuffer> } | null {
  const token = replyToken(thread);
  const address = inboundAddress("reply", token, isLocal);
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
export function studioAddress(freelancerId: string): string | null {
  const bytes = Buffer.from(freelancerId.replaceAll("-", ""), "hex");
  return inboundAddress("studio", base32(bytes), false);
}

export type Addressed = {
  tokenHashes: Uint8Array<ArrayBuffer>[];
  freelancerIds: string[];
  /** Whether any of them is at the domain that answers come to, or one of the mailbox's own with a +. */
  isOurs: boolean;
};

/** Returns what the addresses that an email came by say, in their order; at most ten are looked at. */
export function readAddresses(addresses: string[]): Addressed {
  const secrets = addresses
    .flatMap((address) => secretIn(address.trim().toLowerCase()) ?? [])
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
