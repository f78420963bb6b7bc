import { db } from "@/db/client";

/**
 * Returns the emails that were announced and could not be fetched yet, with why, and how many came in for no
 * studio in the last thirty days: of the whole install, for its operator.
 */
export async function readArrivals() {
  const [waiting, unclaimed] = await Promise.all([
    db().inboundArrival.groupBy({
      by: ["accountId", "lastError"],
      where: { lastError: { not: null }, nextTryAt: { not: null } },
      _count: true,
    }),
    db().inboundArrival.count({ where: { unclaimedAt: { not: null } } }),
  ]);
  return {
    waiting: waiting.map(({ accountId, lastError, _count }) => ({
      accountId,
      why: lastError ?? "",
      count: _count,
    })),
    unclaimed,
  };
}
