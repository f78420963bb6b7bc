import type { Tx } from "@/db/client";

export const LIVE_CHANNEL = "uptomark_studio";

/** Tells the studio's open pages, when the transaction commits, that something changed. Says not what. */
export async function notifyStudio(tx: Tx, freelancerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${freelancerId})`;
}
