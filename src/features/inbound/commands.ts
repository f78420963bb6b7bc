import { db, type Tx } from "@/db/client";
import type { HeldFor, InboundRoute } from "@/db/enums";
import { record } from "@/features/history/commands";
import { cut } from "@/lib/cut";
import { log, plainError } from "@/lib/log";
import { hashToken, seal, sealBytes, unsealBytes } from "@/lib/tokens";
import { store, storeArriving } from "@/store/store";
import type { InboundWords } from "./schema";

/** An email that came in, before it is saved. */
export type NewInbound = {
  id: string;
  freelancerId: string;
  accountId: string;
  providerId: string;
  /** What tells it from every other: see `digestOf`. */
  digest: Uint8Array<ArrayBuffer>;
  receivedAt: Date;
  fromName: string;
  fromAddress: string;
  subject: string;
  isVerified: boolean;
  route: InboundRoute;
  /** By the freelancer's own address there is no contact. */
  thread: { clientId: string; projectId: string | null; contactId: string | null } | null;
  automatic: string | null;
  words: InboundWords;
  rawKey: string | null;
};

/**
 * Returns what tells an email from every other: its Message-ID with its sender and words, so that two
 * emails of a careless program under one id are two; without a Message-ID the provider's own id.
 */
export function digestOf(
  email: { messageId: string | null; from: string; text: string },
  id: string,
) {
  const { messageId, from, text } = email;
  return hashToken(JSON.stringify(messageId ? [messageId, from, text] : [id]));
}

/** Whether an email was saved already, for this freelancer. */
export async function isKnown(
  email: Pick<NewInbound, "freelancerId" | "accountId" | "providerId" | "digest">,
): Promise<boolean> {
  const { freelancerId, accountId, providerId, digest } = email;
  const count = await db().inboundEmail.count({
    where: { freelancerId, OR: [{ accountId, providerId }, { digest }] },
  });
  return count > 0;
}

/** Saves an email that came in, in the caller's transaction. False when it was saved already. */
export async function addInbound(
  tx: Tx,
  email: NewInbound,
  held: { for: HeldFor; at: Date } | null,
) {
  const { thread, words, ...rest } = email;
  const { count } = await tx.inboundEmail.createMany({
    data: [
      {
        ...rest,
        ...thread,
        fromName: oneLine(rest.fromName, 200),
        fromAddress: oneLine(rest.fromAddress, 300),
        subject: oneLine(rest.subject, 300),
        wordsCipher: seal("inbound-email", JSON.stringify(words)),
        ...(held ? { heldFor: held.for, heldAt: held.at } : {}),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  if (held)
    await record(tx, {
      freelancerId: rest.freelancerId,
      actor: "UPTOMARK",
      kind: "inboundEmail.held",
      at: held.at,
      clientId: thread?.clientId,
      projectId: thread?.projectId ?? undefined,
      subjectId: rest.id,
      data: { heldFor: held.for },
    });
  return true;
}

const oneLine = (text: string, most: number) =>
  cut(text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069\s]+/gu, " ").trim(), most);

/** The email has become a line of a thread. */
export async function markFiled(
  tx: Tx,
  inbound: { id: string; freelancerId: string },
  line: {
    messageId: string;
    clientId: string;
    projectId: string | null;
    /** Empty for the freelancer's own. */ contactId: string | null;
  },
  now: Date,
): Promise<void> {
  const { id, freelancerId } = inbound;
  await tx.inboundEmail.update({
    where: { id, freelancerId },
    data: { ...line, filedAt: now, ignoredAt: null },
  });
}

/** Keeps an email as it came, encrypted, for when its attachments are wanted. Returns where. */
export async function keepRaw(freelancerId: string, id: string, raw: Uint8Array): Promise<string> {
  const key = `${freelancerId}/${id}`;
  const sealed = sealBytes("inbound-email", raw);
  const bounds = { most: sealed.byteLength, tooLarge: "fileTooLarge", empty: "fileEmpty" } as const;
  await storeArriving(key, oneChunk(sealed), bounds);
  return key;
}

async function* oneChunk(bytes: Uint8Array) {
  yield bytes;
}

/** Returns an email as it came; null where it is no longer kept. */
export async function readRaw(rawKey: string | null): Promise<Uint8Array | null> {
  const stream = rawKey ? await store().read(rawKey) : null;
  if (!stream) return null;
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return unsealBytes("inbound-email", Buffer.concat(chunks));
}

/** The email as it came is not needed any more, or was never wanted. */
export async function dropRaw(rawKey: string | null): Promise<void> {
  if (!rawKey) return;
  await store()
    .remove(rawKey)
    .catch((error: unknown) => log().warn(plainError(error), "an email’s bytes are still stored"));
}

/** For so long an email that was ignored is kept as it came. */
const IGNORED_MS = 30 * 86_400_000;
const AT_ONCE = 500;

/** Deletes the bytes of emails that were ignored a month ago. Their words stay. */
export async function sweepIgnored(now: Date): Promise<void> {
  const rows = await db().inboundEmail.findMany({
    where: {
      rawKey: { not: null },
      ignoredAt: { lt: new Date(now.getTime() - IGNORED_MS) },
    },
    take: AT_ONCE,
    select: { id: true, rawKey: true },
  });
  for (const { id, rawKey } of rows) {
    await store().remove(rawKey!);
    await db().inboundEmail.update({ where: { id }, data: { rawKey: null } });
  }
}
