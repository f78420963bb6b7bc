import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { MOST } from "@/features/today/need";

/** Returns what clients were to hear before an instant, and have not heard. */
export async function listPledges(scope: Scope, before: Date) {
  const rows = await db().pledge.findMany({
    where: {
      freelancerId: scope.freelancerId,
      keptAt: null,
      dueAt: { lt: before },
      message: { heldUntil: null },
    },
    orderBy: [{ dueAt: "asc" }, { id: "asc" }],
    take: MOST,
    select: {
      id: true,
      what: true,
      dueAt: true,
      projectId: true,
      clientId: true,
      contact: { select: { name: true } },
    },
  });
  return rows.map(({ id, dueAt, contact, ...pledge }) => ({
    ...pledge,
    pledgeId: id,
    at: dueAt,
    who: contact.name,
  }));
}
