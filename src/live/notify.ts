import { Prisma, type Tx } from "@/db/client";

/** Payload: a freelancer's id, or a client's id. */
export const LIVE_CHANNEL = "uptomark_live";

/**
 * Tells the open pages of a studio, and those of a client's people where one is named, that something changed, when
 * the transaction commits. Says not what: each page is fetched anew. Called by `record`, by the end
 * of a session, and by the delivery of emails, whose rows are their own history.
 */
export async function notify(tx: Tx, freelancerId: string, clientId: string | null): Promise<void> {
  const client = clientId ? Prisma.sql`, pg_notify(${LIVE_CHANNEL}, ${clientId})` : Prisma.empty;
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${freelancerId}) ${client}`;
}
