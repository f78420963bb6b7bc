import { inTransaction } from "@/db/client";
import type { ThreadOf } from "./addresses";

/** Remembers by which addresses answers may come, before the first email that names them is sent. */
export async function storeReplyAddresses(
  addresses: { thread: ThreadOf; tokenHash: Uint8Array<ArrayBuffer> }[],
): Promise<void> {
  if (addresses.length === 0) return;
  await inTransaction(async (tx) => {
    const ids = [...new Set(addresses.map(({ thread }) => thread.contactId))];
    // One who is erased at this moment gets none: the email to them goes with them.
    const there = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Contact" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR KEY SHARE`;
    const isThere = new Set(there.map(({ id }) => id));
    await tx.replyAddress.createMany({
      data: addresses
        .filter(({ thread }) => isThere.has(thread.contactId))
        .map(({ thread: { linkHash: _link, ...thread }, tokenHash }) => ({ ...thread, tokenHash })),
      skipDuplicates: true,
    });
  });
}
