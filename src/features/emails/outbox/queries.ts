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
      // The first is named too, because the index is not used without it.
      orderBy: [{ settledAt: "asc" }, { sendAt: "asc" }],
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

export type OutboxFigures = {
  /** Emails that wait, for their time or for a person, by state; of those whose waiting is over the last 24 hours'. */
  states: Record<string, number>;
  /** For how many seconds the oldest due email has waited; 0 where none is due. */
  oldestDueSeconds: number;
  isClosed: boolean;
  lastSentAt: Date | null;
  /** When the mail provider last said something of an email; null where it never did. */
  lastEventAt: Date | null;
};

/**
 * Returns what an operator watches of the whole outbox. It reads what waits and one day, by their index, however many
 * emails there are.
 */
export async function readOutboxFigures(): Promise<OutboxFigures> {
  const [counts, [once]] = await Promise.all([
    db().$queryRaw<{ state: string; count: number }[]>`
      SELECT CASE WHEN "settledAt" IS NULL THEN CASE WHEN "leasedUntil" > now() THEN 'being sent'
          WHEN "sendAt" <= now() THEN 'due' ELSE 'held' END
        WHEN "complainedAt" IS NOT NULL THEN 'marked as spam'
        WHEN "bouncedAt" IS NOT NULL THEN 'bounced' WHEN "cancelledAt" IS NOT NULL THEN 'cancelled'
        WHEN "skippedAt" IS NOT NULL THEN 'skipped' WHEN "deliveredAt" IS NOT NULL THEN 'delivered'
        ELSE 'sent' END AS "state", count(*)::int AS "count"
      FROM "Email" WHERE "settledAt" IS NULL
        OR ("settledAt" > now() - interval '24 hours' AND "needsReviewAt" IS NULL) GROUP BY 1`,
    db().$queryRaw<(Omit<OutboxFigures, "states"> & { needReview: number })[]>`
      SELECT greatest(0, coalesce(extract(epoch FROM now() - (SELECT min("sendAt") FROM "Email"
          WHERE "settledAt" IS NULL AND "sendAt" <= now())), 0))::float8 AS "oldestDueSeconds",
        (SELECT coalesce(sum(r."count"), 0)::int FROM "Studio" s CROSS JOIN LATERAL (
          SELECT count(*) AS "count" FROM "Email" e
          WHERE e."freelancerId" = s."freelancerId" AND e."needsReviewAt" IS NOT NULL) r) AS "needReview",
        EXISTS (SELECT 1 FROM "Outbox" WHERE "id" = 1 AND "quarantinedAt" IS NOT NULL) AS "isClosed",
        (SELECT "sentAt" FROM "Email" WHERE "settledAt" IS NOT NULL AND "sentAt" IS NOT NULL
          ORDER BY "settledAt" DESC LIMIT 1) AS "lastSentAt",
        (SELECT max("receivedAt") FROM "ProviderEvent") AS "lastEventAt"`,
  ]);
  const { needReview, ...figures } = once!;
  const states = Object.fromEntries(counts.map(({ state, count }) => [state, count]));
  return { states: { ...states, "needs review": needReview }, ...figures };
}
