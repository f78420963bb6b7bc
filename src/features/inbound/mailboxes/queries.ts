import { db } from "@/db/client";

/** Returns since when a mailbox cannot be read, and what its server said; null where all is well. */
export async function findMailboxTrouble(
  accountId: string,
): Promise<{ since: Date; why: string } | null> {
  const row = await db().inboundMailbox.findUnique({
    where: { id: accountId },
    select: { troubleSince: true, trouble: true },
  });
  return row?.troubleSince ? { since: row.troubleSince, why: row.trouble ?? "" } : null;
}

/**
 * Whether any of these Message-IDs is one of an email that was sent from here; in a freelancer's own mailbox, of theirs
 * alone.
 */
export async function isAnswerToOurs(messageIds: string[], onlyFor?: string): Promise<boolean> {
  if (messageIds.length === 0) return false;
  const where = { messageId: { in: messageIds }, ...(onlyFor ? { freelancerId: onlyFor } : {}) };
  return (await db().email.count({ where })) > 0;
}

/** Returns a freelancer's own mailbox by its id, with whose it is and how it rests; null where it was removed. */
export async function findOwned(accountId: string) {
  const row = await db().inboundMailbox.findUnique({
    where: { id: accountId },
    select: { freelancerId: true, address: true, serverCipher: true },
  });
  const { freelancerId, address, serverCipher } = row ?? {};
  return freelancerId && address && serverCipher ? { freelancerId, address, serverCipher } : null;
}

/** Returns the ids of the own mailboxes that cannot be read, since when and why: of the whole install, for its operator. */
export async function listTroubled() {
  return db().inboundMailbox.findMany({
    where: { freelancerId: { not: null }, troubleSince: { not: null } },
    orderBy: { troubleSince: "asc" },
    select: { id: true, trouble: true, troubleSince: true },
  });
}
