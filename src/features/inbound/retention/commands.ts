import type { Tx } from "@/db/client";
import type { InboundWords } from "@/features/inbound/schema";
import { seal } from "@/lib/tokens";

const nothing: InboundWords = {
  text: "",
  reply: "",
  quoted: "",
  isInterleaved: false,
  attachments: [],
  problem: null,
};

/**
 * Forgets what a freelancer received before an instant, at most `most` emails: their whole text, and the bytes
 * as they came. What became a line of a thread stays there; one that waits for a decision stays whole. Returns
 * how many, and under which keys the bytes lie in the store.
 */
export async function forgetReceived(
  tx: Tx,
  freelancerId: string,
  before: Date,
  most: number,
  now: Date,
): Promise<{ count: number; storeKeys: string[] }> {
  const rows = await tx.inboundEmail.findMany({
    where: {
      freelancerId,
      receivedAt: { lt: before },
      forgottenAt: null,
      OR: [{ filedAt: { not: null } }, { ignoredAt: { not: null } }],
    },
    take: most,
    select: { id: true, rawKey: true },
  });
  const wordsCipher = seal("inbound-email", JSON.stringify(nothing));
  await tx.inboundEmail.updateMany({
    where: { freelancerId, id: { in: rows.map(({ id }) => id) } },
    data: { wordsCipher, rawKey: null, forgottenAt: now },
  });
  return { count: rows.length, storeKeys: rows.flatMap(({ rawKey }) => rawKey ?? []) };
}
