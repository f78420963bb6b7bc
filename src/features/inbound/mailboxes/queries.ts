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

/** Whether any of these Message-IDs is one of an email that was sent from here. */
export async function isAnswerToOurs(messageIds: string[]): Promise<boolean> {
  if (messageIds.length === 0) return false;
  return (await db().email.count({ where: { messageId: { in: messageIds } } })) > 0;
}
