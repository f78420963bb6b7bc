import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

const inTime = [{ dueAt: "asc" as const }, { id: "asc" as const }];

/** Returns what the freelancer has said in a thread that a client will hear, and has not told them yet. */
export async function listOpenPledges(
  scope: Scope,
  thread: { projectId: string } | { projectId: null; clientId: string },
) {
  const rows = await db().pledge.findMany({
    where: { ...thread, freelancerId: scope.freelancerId, keptAt: null },
    orderBy: inTime,
    select: {
      id: true,
      what: true,
      dueAt: true,
      missedAt: true,
      keptById: true,
      contact: { select: { name: true } },
      message: { select: { heldUntil: true } },
    },
  });
  return rows.map(({ contact, message, ...pledge }) => ({
    ...pledge,
    who: contact.name,
    /** Nobody has been told yet. */ isHeld: message.heldUntil !== null,
  }));
}

export type OpenPledge = Awaited<ReturnType<typeof listOpenPledges>>[number];

/** Returns how many pledges were made, and of those how many were kept in time, missed, moved, and are still open. */
export async function countPledges(scope: Scope, clientId?: string) {
  const where = {
    freelancerId: scope.freelancerId,
    message: { heldUntil: null },
    ...(clientId ? { clientId } : {}),
  };
  const [made, kept, missed, moved, open] = await Promise.all([
    db().pledge.count({ where }),
    db().pledge.count({ where: { ...where, keptAt: { not: null }, missedAt: null } }),
    db().pledge.count({ where: { ...where, missedAt: { not: null } } }),
    db().pledge.count({ where: { ...where, moves: { some: {} } } }),
    db().pledge.count({ where: { ...where, keptAt: null, missedAt: null } }),
  ]);
  return { made, kept, missed, moved, open };
}
