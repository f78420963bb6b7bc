import { Prisma, type Tx } from "@/db/client";

/** Payload: a freelancer's id, a client's or a subcontractor's. */
export const LIVE_CHANNEL = "uptomark_live";

/**
 * Tells the open pages of a studio, and those of a client's people or a subcontractor's where
 * one is named, that something changed, when
 * the transaction commits. Says not what: each page is fetched anew. Called by `record`, by the end
 * of a session, and by the delivery of emails, whose rows are their own history.
 */
export async function notify(tx: Tx, freelancerId: string, otherId: string | null): Promise<void> {
  const other = otherId ? Prisma.sql`, pg_notify(${LIVE_CHANNEL}, ${otherId})` : Prisma.empty;
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${freelancerId}) ${other}`;
}

/** What is told when a freelancer's own mailbox was added, changed or removed, or its worker ends. */
export const MAILBOXES = "mailboxes";

/** Tells the workers, when the transaction commits, that another mailbox is to be read, or one no more. */
export async function tellMailboxes(within: Pick<Tx, "$executeRaw">): Promise<void> {
  await within.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${MAILBOXES})`;
}
