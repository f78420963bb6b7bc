import { inTransaction, type Tx } from "@/db/client";
import { refuseByReply, refuseErased } from "@/features/emails/erased/commands";
import { noteBounce } from "@/features/emails/events/commands";
import type { Staged } from "@/features/files/staged/commands";
import { addInbound, isKnown, keepRaw, type NewInbound } from "@/features/inbound/commands";
import { readAside } from "@/features/inbound/reading/aside";
import { readEmail, type ReadEmail } from "@/features/inbound/reading/read";
import { countLately, findOwners, findOwnThread } from "@/features/inbound/routing/queries";
import { addressIn, whyHeld, type Facts, type Found } from "@/features/inbound/rules";
import { lockThread } from "@/features/messages/commands";
import type { Answers } from "@/features/requests/answers/commands";
import { log } from "@/lib/log";
import { orDrop, putIntoThread } from "./filing/commands";
import { addressOf, hold, isVouchedFor, newInbound, type Incoming } from "./incoming";
import { takeOwn } from "./own/commands";
import { stageAttachments } from "./attachments";

const REFUSED = "an email from a person whose data was erased came in; nothing of it is kept";

/**
 * Takes an email that came in: into its thread, with its attachments, as if its sender had written on the
 * status page, or held with a reason until the freelancer decides. The same email again changes nothing. A
 * bounce is noted with the email that came back. Of one from a person whose data was erased nothing is kept.
 * False where nobody can be found whose it is.
 */
export async function receiveEmail(incoming: Incoming, now: Date): Promise<boolean> {
  const email = await read(incoming);
  const { addresses, onlyFor, mailbox } = incoming;
  const whose = { onlyFor, own: mailbox?.address ?? null };
  const ownThread = await findOwnThread({ addresses, ...whose });
  if (ownThread) {
    await takeOwn(ownThread, incoming, email, now);
    return true;
  }
  const from = addressOf(email);
  const answers = [...email.inReplyTo, ...email.references].slice(-50);
  if (await refuseByReply(addresses, from, whose)) {
    log().info(REFUSED);
    return true;
  }
  const owners = await findOwners({ addresses, answers, from, ...whose }, now);
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
  if (!held && found.thread) {
    const messageIds = [...email.references, ...email.inReplyTo].slice(-50);
    const answers = { messageIds, emailId: incoming.answersEmail };
    return fileNew({ ...inbound, answers }, found.thread, email, raw, now);
  }
  await hold(inbound, raw, held ?? "UNKNOWN_SENDER", now);
}

async function factsOf(
  { freelancerId, thread }: Found,
  incoming: Incoming,
  email: ReadEmail,
  now: Date,
): Promise<Facts> {
  const { content, isCertain } = incoming;
  const counts = thread
    ? await countLately(freelancerId, thread.contactId, now)
    : { lately: 0, automaticToday: 0 };
  return {
    from: addressOf(email),
    isVerified: isCertain || isVouchedFor(email, incoming),
    content: content.kind,
    automatic: email.automatic?.kind ?? null,
    isUnreadable: email.isDamaged && email.text.trim() === "" && email.attachments.length === 0,
    ...counts,
  };
}

type Filed = NewInbound & { answers: Answers };

/** Puts a new email into its thread. Attachments that a project has no room for are kept with the email. */
async function fileNew(
  inbound: Filed,
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
  { answers, ...inbound }: Filed,
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
  await putIntoThread(tx, locked, { ...inbound, contactId }, staged, now, answers);
  return true;
}
