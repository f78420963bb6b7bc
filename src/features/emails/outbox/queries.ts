import { db } from "@/db/client";

/** A due email that nobody has taken for so long is a standstill. */
const STALL_MS = 120_000;

/** Since when the oldest due email waits, where that is longer than two minutes, and whether the outbox is closed: of a studio, or of all. */
export async function findStall(
  now: Date,
  freelancerId?: string,
): Promise<{ since: Date; closedWhy: string | null } | null> {
  const [email, outbox] = await Promise.all([
    db().email.findFirst({
      where: {
        settledAt: null,
        sendAt: { lt: new Date(now.getTime() - STALL_MS) },
        ...(freelancerId ? { freelancerId } : {}),
      },
      orderBy: { sendAt: "asc" },
      select: { sendAt: true },
    }),
    db().outbox.findUnique({
      where: { id: 1 },
      select: { quarantinedAt: true, quarantineWhy: true },
    }),
  ]);
  return (
    email && {
      since: email.sendAt,
      closedWhy: outbox?.quarantinedAt ? outbox.quarantineWhy : null,
    }
  );
}

/** The outbox of the whole install, for its operator: counts by status, what waits longest, what is closed or refused, and what is to be decided on. */
export async function readOutbox() {
  const [counts, outbox, troubled, toReview] = await Promise.all([
    db().$queryRaw<{ status: string; count: number; oldestDueAt: Date | null }[]>`
      SELECT CASE WHEN "needsReviewAt" IS NOT NULL THEN 'to be decided on' WHEN "complainedAt" IS NOT NULL THEN 'complained' WHEN "bouncedAt" IS NOT NULL THEN 'bounced'
          WHEN "cancelledAt" IS NOT NULL THEN 'cancelled' WHEN "skippedAt" IS NOT NULL THEN 'skipped' WHEN "deliveredAt" IS NOT NULL THEN 'delivered' WHEN "sentAt" IS NOT NULL THEN 'sent'
          WHEN "leasedUntil" > now() THEN 'leaving' WHEN "sendAt" <= now() THEN 'due' ELSE 'held' END AS "status",
        count(*)::int AS "count", min("sendAt") FILTER (WHERE "settledAt" IS NULL AND "sendAt" <= now()) AS "oldestDueAt"
      FROM "Email" GROUP BY 1 ORDER BY 1`,
    db().outbox.findUnique({ where: { id: 1 } }),
    db().mailAccount.findMany({
      where: { troubleSince: { not: null } },
      select: { id: true, trouble: true, troubleSince: true },
    }),
    db().email.findMany({
      where: { needsReviewAt: { not: null } },
      orderBy: { needsReviewAt: "asc" },
      take: 50,
      select: { id: true, kind: true, lastError: true },
    }),
  ]);
  const oldest = counts.map((row) => row.oldestDueAt).filter((at) => at !== null);
  return {
    counts: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
    oldestDueAt: oldest.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    closedAt: outbox?.quarantinedAt ?? null,
    closedWhy: outbox?.quarantineWhy ?? null,
    troubled,
    toReview,
  };
}
