import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { openSealed } from "./sealed";

/** Returns the freelancer's own mailbox, all but its password, and what is wrong with it; null where they have none. */
export async function findOwnMailbox({ freelancerId }: Scope) {
  const row = await db().inboundMailbox.findUnique({
    where: { freelancerId },
    select: {
      address: true,
      serverCipher: true,
      savedAt: true,
      plusSeenAt: true,
      trouble: true,
      troubleSince: true,
    },
  });
  if (!row?.serverCipher || !row.address || !row.savedAt) return null;
  const { password: _secret, ...server } = openSealed(row.serverCipher);
  const { address, savedAt, plusSeenAt, trouble, troubleSince } = row;
  return {
    address,
    server,
    savedAt,
    plusSeenAt,
    trouble: troubleSince && { since: troubleSince, why: trouble ?? "" },
  };
}

export type OwnMailboxFacts = NonNullable<Awaited<ReturnType<typeof findOwnMailbox>>>;
