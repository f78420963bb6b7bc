import type { Tx } from "@/db/client";

/** Payload: a freelancer's id, or a client's id. */
export const LIVE_CHANNEL = "uptomark_live";

/** Tells the studio's open pages, when the transaction commits, that something changed. Says not what. */
export async function notifyStudio(tx: Tx, freelancerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${freelancerId})`;
}

/** The same for whoever has something of this project before them: the studio, and the client's people on their pages. */
export async function notifyProject(tx: Tx, projectId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, "freelancerId"::text), pg_notify(${LIVE_CHANNEL}, "clientId"::text) FROM "Project" WHERE "id" = ${projectId}::uuid`;
}

/** The same for the client's people alone: their links, not their projects, have changed. */
export async function notifyClient(tx: Tx, clientId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${clientId})`;
}
