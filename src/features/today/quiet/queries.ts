import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { MOST } from "@/features/today/need";

/** Returns what quiet clients answered and the freelancer has not marked as read. */
export async function listQuietAnswers(scope: Scope) {
  const rows = await db().quietCheck.findMany({
    where: { freelancerId: scope.freelancerId, answeredAt: { not: null }, notedAt: null },
    orderBy: { answeredAt: "asc" },
    take: MOST,
    select: {
      id: true,
      clientId: true,
      answeredAt: true,
      reason: true,
      words: true,
      isComplaint: true,
      contact: { select: { name: true } },
      client: { select: { name: true } },
    },
  });
  return rows.map(({ id, answeredAt, reason, contact, client, ...one }) => ({
    ...one,
    quietCheckId: id,
    at: answeredAt!,
    reason: reason ?? ("OTHER" as const),
    who: contact.name,
    client: client.name,
  }));
}
