import { db } from "@/db/client";

/** After this long, a due email that nobody has sent counts as a stall. */
const STALL_MS = 120_000;

/**
 * Returns since when the oldest due email has been waiting, if longer than two minutes, and whether
 * the outbox is closed. For one studio, or for all.
 */
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

/**
 * Returns the state of the whole outbox for the operator: counts by status, the oldest waiting
 * email, what is closed or refused, and what needs review.
 */
export async function readOutbox() {
  const [counts, outbox, troubled, toReview] = await Promise.all([
    db().$queryRaw<{ status: string; count: number; oldestDueAt: Date | null }[]>`
      SELECT CASE WHEN "needsReviewAt" IS NOT NULL THEN 'needs review'
        WHEN "complainedAt" IS NOT NULL THEN 'marked as spam'
        WHEN "bouncedAt" IS NOT NULL THEN 'bounced'
          WHEN "cancelledAt" IS NOT NULL THEN 'cancelled'
            WHEN "skippedAt" IS NOT NULL THEN 'skipped'
            WHEN "deliveredAt" IS NOT NULL THEN 'delivered' WHEN "sentAt" IS NOT NULL THEN 'sent'
          WHEN "leasedUntil" > now() THEN 'being sent' WHEN "sendAt" <= now() THEN 'due' ELSE 'held' END AS "status",
        count(*)::int AS "count", min("sendAt") FILTER (WHERE "settledAt" IS NULL
          AND "sendAt" <= now()) AS "oldestDueAt"
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
