import { db } from "@/db/client";
import type { ThreadOf } from "./addresses";

/** Remembers by which addresses answers may come, before the first email that names them is sent. */
export async function storeReplyAddresses(
  addresses: { thread: ThreadOf; tokenHash: Uint8Array<ArrayBuffer> }[],
): Promise<void> {
  if (addresses.length === 0) return;
  await db().replyAddress.createMany({
    data: addresses.map(({ thread: { linkHash: _link, ...thread }, tokenHash }) => ({
      ...thread,
      tokenHash,
    })),
    skipDuplicates: true,
  });
}
