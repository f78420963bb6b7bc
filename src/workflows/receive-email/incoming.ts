import { randomUUID } from "node:crypto";
import { inTransaction } from "@/db/client";
import type { HeldFor } from "@/db/enums";
import { addInbound, digestOf, keepRaw, type NewInbound } from "@/features/inbound/commands";
import { verdictOf } from "@/features/inbound/reading/authentication";
import type { ReadEmail } from "@/features/inbound/reading/read";
import type { Found } from "@/features/inbound/rules";
import { env } from "@/lib/env";
import { isMailbox } from "@/mail/mailbox";
import { orDrop } from "./filing/commands";
import { wordsOf } from "./line";

/** An email as it came: how, and what of it is there. */
export type Incoming = {
  accountId: string;
  providerId: string;
  receivedAt: Date;
  /** The addresses that it came by. */
  addresses: string[];
  /** The only freelancer it can be for, where that is certain. */
  onlyFor: string | null;
  /** Their own mailbox that it came to, with the server whose word about senders counts there. */
  mailbox?: { address: string; authServer?: string };
  /** Whether the sender is certain whatever the email says: one that was written in the local mailbox. */
  isCertain: boolean;
  /** The email that it answers, where that is certain. */
  answersEmail?: string;
  /** What the provider announced, for an email that could not be read. */
  announced: { from: string; subject: string; messageId: string };
  content:
    | { kind: "whole"; raw: Uint8Array }
    | { kind: "too large"; text: string }
    | { kind: "not fetched" };
};

/** The servers that say in an email's headers what they checked: the provider's, or the mailbox's own where it is named. */
function trustedBy({ accountId, mailbox }: Via): string[] {
  if (mailbox) return mailbox.authServer ? [mailbox.authServer] : [];
  if (!isMailbox(accountId)) return ["amazonses.com"];
  const { IMAP_AUTH_SERVER } = env();
  return IMAP_AUTH_SERVER ? [IMAP_AUTH_SERVER] : [];
}

/** By what it came. */
type Via = Pick<Incoming, "accountId" | "mailbox">;

/** Holds an email for the freelancer, with why, and keeps it as it came. */
export async function hold(
  inbound: NewInbound,
  raw: Uint8Array | null,
  why: HeldFor,
  now: Date,
): Promise<void> {
  const rawKey = raw && (await keepRaw(inbound.freelancerId, inbound.id, raw));
  await orDrop({ rawKey, staged: [] }, () =>
    inTransaction((tx) => addInbound(tx, { ...inbound, rawKey }, { for: why, at: now })),
  );
}

/** An email as it is saved. */
export function newInbound(
  found: Pick<Found, "freelancerId" | "route"> & Pick<NewInbound, "thread">,
  incoming: Incoming,
  email: ReadEmail,
): NewInbound {
  const { accountId, providerId, receivedAt } = incoming;
  const from = addressOf(email);
  return {
    id: randomUUID(),
    freelancerId: found.freelancerId,
    accountId,
    providerId,
    digest: digestOf({ messageId: email.messageId, from, text: email.text }, providerId),
    receivedAt,
    fromName: email.from?.name ?? "",
    fromAddress: from,
    subject: email.subject,
    isVerified: incoming.isCertain || isVouchedFor(email, incoming),
    route: found.route,
    thread: found.thread,
    automatic: email.automatic?.kind ?? null,
    words: wordsOf(email),
    rawKey: null,
  };
}

/** Whether the server that received it vouches for the sender. */
export function isVouchedFor({ headers, from }: ReadEmail, via: Via): boolean {
  const facts = { headers, from: from?.address ?? null, trusted: trustedBy(via) };
  return verdictOf(facts).verdict === "verified";
}

export const addressOf = ({ from }: ReadEmail) => from?.address.toLowerCase() ?? "";
