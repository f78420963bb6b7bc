import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";
import { readAddresses } from "@/features/emails/reply-addresses/addresses";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { hashOfAddress, hashOfReplyAddress } from "./hashes";

/** Returns the hashes by which erased people are known again: of their addresses, and of their reply addresses. */
export async function hashesOf(
  tx: Tx,
  freelancerId: string,
  { addresses, contactIds }: Whom,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const replies = await tx.replyAddress.findMany({
    where: { freelancerId, contactId: { in: contactIds } },
    select: { tokenHash: true },
  });
  return [
    ...addresses.map((address) => hashOfAddress(freelancerId, address)),
    ...replies.map(({ tokenHash }) => hashOfReplyAddress(tokenHash)),
  ];
}

/** From now on nothing is sent to whoever these hashes are of, and nothing they send is taken. */
export async function rememberErased(
  tx: Tx,
  { freelancerId }: Scope,
  hashes: Uint8Array<ArrayBuffer>[],
  erasedAt: Date,
): Promise<void> {
  await tx.erasedAddress.createMany({
    data: hashes.map((hash) => ({ freelancerId, hash, erasedAt })),
    skipDuplicates: true,
  });
}

/**
 * Lets an erased address in again, because the freelancer gives it to a contact on purpose. Asks first, once: its data
 * was to be gone. An address that was never erased is let in as it is.
 */
export async function readmit(
  tx: Tx,
  { freelancerId }: Scope,
  address: string,
  isMeant: boolean,
): Promise<void> {
  const where = { freelancerId, hash: hashOfAddress(freelancerId, address) };
  if (isMeant) await tx.erasedAddress.deleteMany({ where });
  else if (await tx.erasedAddress.count({ where }))
    throw new Refusal("asks-again", say("eraseClient.readmit"), "address");
}

/**
 * Whether an email that came in is from an address whose data this freelancer erased. Counts it as refused, and keeps
 * nothing else of it.
 */
export async function refuseErased(freelancerId: string, from: string): Promise<boolean> {
  const { count } = await db().erasedAddress.updateMany({
    where: { freelancerId, hash: hashOfAddress(freelancerId, from) },
    data: { refused: { increment: 1 } },
  });
  return count > 0;
}

/**
 * The same of one that came by the reply address of a person who was erased, from whatever address they write. From a
 * contact of the freelancer's it is no matter: they were added again, or are somebody else.
 */
export async function refuseByReply(
  addresses: string[],
  from: string,
  /** The only freelancer it can be for, and the address of their own mailbox where it came to that. */
  { onlyFor, own }: { onlyFor: string | null; own: string | null },
): Promise<boolean> {
  const { tokenHashes } = readAddresses(addresses, own);
  const rows = await db().erasedAddress.findMany({
    where: {
      hash: { in: tokenHashes.map(hashOfReplyAddress) },
      ...(onlyFor === null ? {} : { freelancerId: onlyFor }),
    },
    select: { id: true, freelancerId: true },
  });
  for (const { id, freelancerId } of rows) {
    if (await db().contact.count({ where: { freelancerId, address: from } })) continue;
    await db().erasedAddress.update({ where: { id }, data: { refused: { increment: 1 } } });
    return true;
  }
  return false;
}
