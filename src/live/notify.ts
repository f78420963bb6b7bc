import type { Tx } from "@/db/client";

/** Payload: a freelancer's id, or a client's id. */
export const LIVE_CHANNEL = "uptomark_live";

/**
 * Notifies the studio's open pages, when the transaction commits, that something changed. It does
 * not say what.
 */
export async function notifyStudio(tx: Tx, freelancerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${freelancerId})`;
}

/** The same for everyone with this project open: the studio, and the client's contacts. */
export async function notifyProject(tx: Tx, projectId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, "freelancerId"::text), pg_notify(${LIVE_CHANNEL}, "clientId"::text) FROM "Project" WHERE "id" = ${projectId}::uuid`;
}

/** The same for the client's contacts alone: their links have changed, not their projects. */
export async function notifyClient(tx: Tx, clientId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${LIVE_CHANNEL}, ${clientId})`;
}
