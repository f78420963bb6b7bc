import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { cancelWaitingOf } from "@/features/emails/commands";
import { findRequest } from "@/features/requests/asked";
import { planNudges } from "@/features/requests/nudges/commands";

/**
 * The open requests of a project are another contact's from now on, and so are their reminders. In the transaction that
 * hands the project over.
 */
export async function handOverRequests(
  tx: Tx,
  scope: Scope,
  { projectId, contactId }: { projectId: string; contactId: string },
  now: Date,
): Promise<void> {
  const { freelancerId } = scope;
  await lock(tx, scope, { project: projectId });
  const open = await tx.request.findMany({
    where: { projectId, freelancerId, answeredAt: null, cancelledAt: null },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  for (const { id } of open) {
    await tx.request.update({ where: { id, freelancerId }, data: { contactId } });
    await cancelWaitingOf(tx, { freelancerId, requestId: id, kind: "request.nudged" }, now);
    const request = await findRequest(tx, { id, freelancerId });
    if (request) await planNudges(tx, request, now);
  }
}
