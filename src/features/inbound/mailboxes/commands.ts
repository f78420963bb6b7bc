import { db } from "@/db/client";
import type { Announced } from "@/features/inbound/schema";
import { seal } from "@/lib/tokens";
import { alarm } from "@/queue/boss";

/** For so long a worker watches a mailbox by itself; one that died is replaced after that. */
export const WATCH_SECONDS = 90;

/** How far a mailbox has been read, and when it was last saved where it is a freelancer's own. */
export type Place = {
  uidValidity: string | null;
  lastUid: number;
  lookedAt: Date | null;
  savedAt: Date | null;
};

/** Who watches a mailbox: only the holder of the token writes about it. */
export type Watch = {
  accountId: string;
  token: string;
  /** Whose own it is, and its address: what comes into it can be theirs alone. */
  own?: { freelancerId: string; address: string };
};

type PlaceRow = Omit<Place, "lastUid"> & { lastUid: bigint };

/**
 * Takes the watch of a mailbox, or keeps it. Returns how far it has been read; null where another worker watches it, by
 * the database's clock, or where it is an own one that was removed.
 */
export async function takeWatch({ accountId, token, own }: Watch): Promise<Place | null> {
  const [row] = own
    ? await db().$queryRaw<PlaceRow[]>`
    UPDATE "InboundMailbox" SET "leaseToken" = ${token}::uuid, "leasedUntil" = now() + make_interval(secs => ${WATCH_SECONDS})
    WHERE "id" = ${accountId} AND "freelancerId" = ${own.freelancerId}::uuid
      AND ("leaseToken" = ${token}::uuid OR "leasedUntil" IS NULL OR "leasedUntil" <= now())
    RETURNING "uidValidity", "lastUid", "lookedAt", "savedAt"`
    : await db().$queryRaw<PlaceRow[]>`
    INSERT INTO "InboundMailbox" AS m ("id", "leaseToken", "leasedUntil")
    VALUES (${accountId}, ${token}::uuid, now() + make_interval(secs => ${WATCH_SECONDS}))
    ON CONFLICT ("id") DO UPDATE SET "leaseToken" = excluded."leaseToken", "leasedUntil" = excluded."leasedUntil"
      WHERE m."leaseToken" = excluded."leaseToken" OR m."leasedUntil" IS NULL OR m."leasedUntil" <= now()
    RETURNING m."uidValidity", m."lastUid", m."lookedAt", m."savedAt"`;
  return row ? { ...row, lastUid: Number(row.lastUid) } : null;
}

/** Lets another worker watch it at once. */
export async function endWatch({ accountId, token }: Watch): Promise<void> {
  await db().inboundMailbox.updateMany({
    where: { id: accountId, leaseToken: token },
    data: { leaseToken: null, leasedUntil: null },
  });
}

/** It has another watch by now: nothing was written. */
export class WatchLost extends Error {
  override readonly name = "WatchLost";
}

/**
 * Notes emails of a mailbox as announced, and how far it has been read with them: both or neither, so that a worker
 * that dies here loses none. One that was noted before stays as it is known. Throws WatchLost where another worker
 * watches.
 */
export async function noteFound(
  { accountId, token }: Watch,
  place: { uidValidity: string; lastUid: number },
  found: { id: string; facts: Announced }[],
  now: Date,
): Promise<void> {
  const rows = found.map(({ id, facts }) => ({
    id,
    facts: Buffer.from(seal("inbound-email", JSON.stringify(facts))).toString("base64"),
  }));
  const [{ held } = { held: 0 }] = await db().$queryRaw<{ held: number }[]>`
    WITH held AS (
      UPDATE "InboundMailbox" SET "uidValidity" = ${place.uidValidity}, "lastUid" = ${place.lastUid},
        "lookedAt" = ${now}, "trouble" = NULL, "troubleSince" = NULL, "tries" = 0
      WHERE "id" = ${accountId} AND "leaseToken" = ${token}::uuid RETURNING 1
    ), noted AS (
      INSERT INTO "InboundArrival" ("accountId", "id", "announcedAt", "factsCipher", "nextTryAt")
      SELECT ${accountId}, r."id", ${now}, decode(r."facts", 'base64'), ${now}
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS r("id" text, "facts" text)
      WHERE EXISTS (SELECT 1 FROM held) ON CONFLICT DO NOTHING RETURNING 1
    ), told AS (SELECT ${alarm("fetch-emails")} FROM noted LIMIT 1)
    SELECT (SELECT count(*)::int FROM held) AS "held", (SELECT count(*)::int FROM told) AS "told"`;
  if (held === 0) throw new WatchLost();
}

/** It cannot be read, and why, in its server's words. */
export async function noteTrouble(watch: Watch, trouble: string, now: Date): Promise<void> {
  await db().$executeRaw`
    UPDATE "InboundMailbox" SET "trouble" = ${trouble}, "troubleSince" = coalesce("troubleSince", ${now})
    WHERE "id" = ${watch.accountId} AND "leaseToken" = ${watch.token}::uuid`;
}
