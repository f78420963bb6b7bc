import { randomUUID } from "node:crypto";
import { db, inTransaction, type Tx } from "@/db/client";
import { refuseByReply, refuseErased } from "@/features/emails/erased/commands";
import { noteBounce } from "@/features/emails/events/commands";
import type { Staged } from "@/features/files/staged/commands";
import {
  addInbound,
  digestOf,
  isKnown,
  keepRaw,
  type NewInbound,
} from "@/features/inbound/commands";
import { verdictOf } from "@/features/inbound/reading/authentication";
import { readAside } from "@/features/inbound/reading/aside";
import { readEmail, type ReadEmail } from "@/features/inbound/reading/read";
import { countLately, findOwners } from "@/features/inbound/routing/queries";
import { addressIn, whyHeld, type Facts, type Found } from "@/features/inbound/rules";
import { lockThread } from "@/features/messages/commands";
import { log } from "@/lib/log";
import { INSTALL } from "@/mail/transport";
import { orDrop, putIntoThread } from "./filing/commands";
import { wordsOf } from "./line";
import { stageAttachments } from "./attachments";

/** An email as it came: how, and what of it is there. */
export type Incoming = {
  accountId: string;
  providerId: string;
  receivedAt: Date;
  /** The addresses that it came by. */
  addresses: string[];
  /** The only freelancer it can be for, where that is certain. */
  onlyFor: string | null;
  /** Whether the sender is certain whatever the email says: one that was written in the local mailbox. */
  isCertain: boolean;
  /** What the provider announced, for an email that could not be read. */
  announced: { from: string; subject: string; messageId: string };
  content:
    | { kind: "whole"; raw: Uint8Array }
    | { kind: "too large"; text: string }
    | { kind: "not fetched" };
};

const REFUSED = "an email from a person whose data was erased came in; nothing of it is kept";

/** The servers that say in an email's headers what they checked: those of the provider. */
const TRUSTED_SERVERS = ["amazonses.com"];

/**
 * Takes an email that came in: into its thread, with its attachments, as if its sender had written on the
 * status page, or held with a reason until the freelancer decides. The same email again changes nothing. A
 * bounce is noted with the email that came back. Of one from a person whose data was erased nothing is kept.
 * False where nobody can be found whose it is.
 */
export async function receiveEmail(incoming: Incoming, now: Date): Promise<boolean> {
  const email = await read(incoming);
  const from = addressOf(email);
  const answers = [...email.inReplyTo, ...email.references].slice(-50);
  const { addresses, onlyFor } = incoming;
  if (await refuseByReply(addresses, from)) {
    log().info(REFUSED);
    return true;
  }
  const owners = await findOwners({ addresses, answers, from, onlyFor }, now);
  if (email.automatic?.kind === "bounce") {
    await takeBounce(owners, answers, now);
    return true;
  }
  for (const owner of owners) await takeFor(owner, incoming, email, now);
  return owners.length > 0;
}

async function read({ content, announced }: Incoming): Promise<ReadEmail> {
  if (content.kind === "whole") return readAside(content.raw);
  const text = content.kind === "too large" ? content.text : "";
  return {
    ...(await readEmail(new Uint8Array())),
    from: addressIn(announced.from),
    subject: announced.subject,
    messageId: announced.messageId || null,
    text,
    reply: text,
    isDamaged: false,
    problem: null,
  };
}

/** One that came back by itself is noted with its email where it can be told; else only in the log. */
async function takeBounce(owners: Found[], answers: string[], now: Date): Promise<void> {
  const [owner] = owners;
  const isNoted =
    owner?.thread != null && (await noteBounce(owner.freelancerId, owner.thread, answers, now));
  if (!isNoted) log().info("a bounce came in that belongs to no email; it is dropped");
}

async function takeFor(
  found: Found,
  incoming: Incoming,
  email: ReadEmail,
  now: Date,
): Promise<void> {
  const inbound = newInbound(found, incoming, email);
  // Asked before anything is stored; the saving finds one that is known, too.
  if (email.attachments.length > 0 && (await isKnown(inbound))) return;
  if (await refuseErased(found.freelancerId, inbound.fromAddress)) return log().info(REFUSED);
  const held = whyHeld(found, await factsOf(found, incoming, email, now));
  const raw = incoming.content.kind === "whole" ? incoming.content.raw : null;
  if (!held && found.thread) return fileNew(inbound, found.thread, email, raw, now);
  const rawKey = raw && (await keepRaw(inbound.freelancerId, inbound.id, raw));
  await orDrop({ rawKey, staged: [] }, () =>
    inTransaction((tx) =>
      addInbound(tx, { ...inbound, rawKey }, { for: held ?? "UNKNOWN_SENDER", at: now }),
    ),
  );
}

function newInbound(found: Found, incoming: Incoming, email: ReadEmail): NewInbound {
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
    isVerified: incoming.isCertain || isVouchedFor(email),
    route: found.route,
    thread: found.thread,
    automatic: email.automatic?.kind ?? null,
    words: wordsOf(email),
    rawKey: null,
  };
}

function isVouchedFor({ headers, from }: ReadEmail): boolean {
  const facts = { headers, from: from?.address ?? null, trusted: TRUSTED_SERVERS };
  return verdictOf(facts).verdict === "verified";
}

async function factsOf(
  { freelancerId, thread }: Found,
  { content, isCertain }: Incoming,
  email: ReadEmail,
  now: Date,
): Promise<Facts> {
  const counts = thread
    ? await countLately(freelancerId, thread.contactId, now)
    : { lately: 0, automaticToday: 0 };
  return {
    from: addressOf(email),
    isVerified: isCertain || isVouchedFor(email),
    content: content.kind,
    automatic: email.automatic?.kind ?? null,
    isUnreadable: email.isDamaged && email.text.trim() === "" && email.attachments.length === 0,
    ...counts,
  };
}

const addressOf = ({ from }: ReadEmail) => from?.address.toLowerCase() ?? "";

/** Puts a new email into its thread. Attachments that a project has no room for are kept with the email. */
async function fileNew(
  inbound: NewInbound,
  thread: NonNullable<Found["thread"]>,
  email: ReadEmail,
  raw: Uint8Array | null,
  now: Date,
): Promise<void> {
  const { id, freelancerId } = inbound;
  const target = { ...thread, freelancerId };
  const { staged, areAllKept } = await stageAttachments(target, email.attachments, now);
  const rawKey = raw && !areAllKept ? await keepRaw(freelancerId, id, raw) : null;
  await orDrop({ rawKey, staged }, () =>
    inTransaction((tx) => file(tx, { ...inbound, rawKey }, thread, staged, now)),
  );
}

async function file(
  tx: Tx,
  inbound: NewInbound,
  thread: NonNullable<Found["thread"]>,
  staged: Staged[],
  now: Date,
): Promise<boolean> {
  const { freelancerId } = inbound;
  const { clientId, projectId, contactId } = thread;
  const locked = await lockThread(tx, {
    freelancerId,
    clientId,
    projectId: projectId ?? undefined,
  });
  if (!(await addInbound(tx, inbound, null))) return false;
  await putIntoThread(tx, locked, { ...inbound, contactId }, staged, now);
  return true;
}

/** Whether an account at the provider belongs to one freelancer, and to whom. */
export async function ownerOf(accountId: string): Promise<string | null> {
  if (accountId === INSTALL) return null;
  const account = await db().mailAccount.findUnique({
    where: { id: accountId },
    select: { freelancerId: true },
  });
  return account?.freelancerId ?? null;
}
