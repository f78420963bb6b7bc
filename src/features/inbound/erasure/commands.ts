import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";
import { readAddresses } from "@/features/emails/reply-addresses/addresses";
import { addressIn } from "@/features/inbound/rules";
import { announced, nothingAnnounced } from "@/features/inbound/schema";
import { seal, unseal } from "@/lib/tokens";

/**
 * Deletes emails that came from people who are erased or into their threads, at most `most`: held ones too, and those
 * that nobody could be found for but by the sender. Returns how many went, and under which keys they lie in the store.
 */
export async function eraseInbound(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, contactIds, projectIds, addresses }: Whom,
  most: number,
): Promise<{ count: number; storeKeys: string[] }> {
  const gone = await tx.$queryRaw<{ rawKey: string | null }[]>`
    DELETE FROM "InboundEmail" WHERE "id" IN (SELECT "id" FROM "InboundEmail"
      WHERE "freelancerId" = ${freelancerId}::uuid AND ("clientId" = ${clientId}::uuid
        OR "contactId" = ANY(${contactIds}::uuid[]) OR "projectId" = ANY(${projectIds}::uuid[])
        OR "clientId" IS NULL AND lower("fromAddress") = ANY(${addresses}))
      LIMIT ${most})
    RETURNING "rawKey"`;
  return { count: gone.length, storeKeys: gone.flatMap(({ rawKey }) => rawKey ?? []) };
}

/** By which accounts emails come to this freelancer alone, and the address of their own mailbox. */
async function findAccounts(tx: Tx, freelancerId: string) {
  const account = await tx.mailAccount.findUnique({
    where: { freelancerId },
    select: { id: true },
  });
  const mailbox = await tx.inboundMailbox.findUnique({
    where: { freelancerId },
    select: { id: true, address: true },
  });
  return { mailbox, ids: [account, mailbox].flatMap((one) => one?.id ?? []) };
}

/**
 * Forgets what was announced of emails from people who are erased. One that is over is known by its id alone.
 * One that is still to be fetched counts as taken where it came to this freelancer alone: another freelancer
 * may know its sender too.
 */
export async function eraseArrivals(
  tx: Tx,
  { freelancerId }: Scope,
  { addresses, contactIds }: Whom,
  now: Date,
): Promise<void> {
  const [rows, by, replies] = [
    await tx.inboundArrival.findMany(),
    await findAccounts(tx, freelancerId),
    await tx.replyAddress.findMany({
      where: { freelancerId, contactId: { in: contactIds } },
      select: { tokenHash: true },
    }),
  ];
  for (const { accountId, id, factsCipher, nextTryAt } of rows) {
    const facts = announced.parse(JSON.parse(unseal("inbound-email", factsCipher)));
    const own = accountId === by.mailbox?.id ? by.mailbox.address : null;
    const { tokenHashes, freelancerIds } = readAddresses(facts.addresses, own);
    const isToThem = replies.some(({ tokenHash }) =>
      tokenHashes.some((one) => Buffer.from(one).equals(tokenHash)),
    );
    if (!isToThem && !addresses.includes(addressIn(facts.from).address)) continue;
    const isTheirs = isToThem || by.ids.includes(accountId) || freelancerIds.includes(freelancerId);
    if (nextTryAt && !isTheirs) continue;
    const over = nextTryAt ? { nextTryAt: null, takenAt: now, lastError: null } : {};
    const factsLeft = seal("inbound-email", JSON.stringify(nothingAnnounced));
    await tx.inboundArrival.update({
      where: { accountId_id: { accountId, id } },
      data: { factsCipher: factsLeft, ...over },
    });
  }
}

/**
 * Deletes what a whole studio has received and nobody could be found for, and what was announced by its own account or
 * mailbox.
 * Returns under which keys it lies in the store.
 */
export async function eraseStudioInbound(tx: Tx, { freelancerId }: Scope): Promise<string[]> {
  const rows = await tx.inboundEmail.findMany({
    where: { freelancerId, rawKey: { not: null } },
    select: { rawKey: true },
  });
  await tx.inboundEmail.deleteMany({ where: { freelancerId } });
  const { ids } = await findAccounts(tx, freelancerId);
  await tx.inboundArrival.deleteMany({ where: { accountId: { in: ids } } });
  return rows.flatMap(({ rawKey }) => rawKey ?? []);
}
