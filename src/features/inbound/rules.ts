import type { HeldFor, InboundRoute } from "@/db/enums";

/** Whether a contact's link works, and with it the reply addresses that go with it. */
export type LinkState = "works" | "revoked" | "renewed" | "over";

/** Whose an email is, and how that was found. */
export type Found = {
  freelancerId: string;
  route: InboundRoute;
  /** The thread it is meant for; null where no contact was found, or contacts of several clients were. */
  thread: { clientId: string; projectId: string | null; contactId: string } | null;
  link: LinkState;
  contactAddress: string | null;
  /** How many clients have a contact of this address. */
  clients: number;
  /** Where the studio's own emails go. */
  ownAddress: string;
};

/** What is asked of the email itself before it goes into a thread. */
export type Facts = {
  from: string;
  /** Whether the receiving server vouches for `from`. */
  isVerified: boolean;
  content: "whole" | "too large" | "not fetched";
  automatic: string | null;
  /** Whether nothing of it could be read. */
  isUnreadable: boolean;
  /** How many emails of this contact came into threads in the last ten minutes. */
  lately: number;
  /** How many of a program's in the last day. */
  automaticToday: number;
};

/** A person does not write more within ten minutes; a program that answers a program does. */
export const MOST_LATELY = 30;
const MOST_AUTOMATIC = 5;

/**
 * Returns why an email waits for the freelancer's decision; null where it goes into its thread. The secret
 * reply address is proof enough of whose thread it is. Everywhere else the receiving server has to vouch
 * for the sender, who has to be the contact: what From says alone is no proof.
 */
export function whyHeld(found: Found, facts: Facts): HeldFor | null {
  return whyNotTheirs(found, facts) ?? whyNotNow(facts);
}

function whyNotTheirs(found: Found, facts: Facts): HeldFor | null {
  const { route, thread, link, contactAddress, clients, ownAddress } = found;
  const isFromContact = facts.from !== "" && facts.from === contactAddress;
  if (facts.from === ownAddress.toLowerCase() && !isFromContact) return "OWN_ADDRESS";
  if (clients > 1) return "SEVERAL_CLIENTS";
  if (!thread) return "UNKNOWN_SENDER";
  if (link !== "works") return deadLinks[link];
  if (route === "REPLY_ADDRESS") return null;
  if (!isFromContact) return "OTHER_SENDER";
  return facts.isVerified ? null : "UNVERIFIED";
}

const deadLinks = {
  revoked: "LINK_REVOKED",
  renewed: "LINK_RENEWED",
  over: "LINK_OVER",
} as const;

function whyNotNow({ content, automatic, isUnreadable, lately, automaticToday }: Facts) {
  if (content === "too large") return "TOO_LARGE";
  if (content === "not fetched") return "NOT_FETCHED";
  if (automatic === "loop" || (automatic && automaticToday >= MOST_AUTOMATIC)) return "LOOP";
  if (lately >= MOST_LATELY) return "TOO_MANY";
  return isUnreadable ? "UNREADABLE" : null;
}

/** When a fetch that failed is tried again: after a minute, then two, four, up to an hour. */
export function nextTryAt(tries: number, now: Date): Date {
  return new Date(now.getTime() + Math.min(60, 2 ** Math.min(tries, 6)) * 60_000);
}

const GIVEN_UP_MS = 3 * 86_400_000;

/** Whether an email that was announced at an instant is no longer fetched. */
export function isGivenUp(announcedAt: Date, now: Date): boolean {
  return now.getTime() - announcedAt.getTime() > GIVEN_UP_MS;
}

/** An address out of what From says, in lower case. */
export function addressIn(from: string): { name: string; address: string } {
  const [, name = "", address = from] = /^(.*)<([^<>]*)>\s*$/s.exec(from) ?? [];
  return { name: name.replace(/"/g, "").trim(), address: address.trim().toLowerCase() };
}
