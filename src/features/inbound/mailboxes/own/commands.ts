import { db, Prisma } from "@/db/client";
import { WATCH_SECONDS, type Place, type Watch } from "@/features/inbound/mailboxes/commands";
import { LIVE_CHANNEL } from "@/live/notify";

/** An own mailbox that this worker has to itself: how it rests, and how far it has been read. */
export type Claimed = {
  watch: Watch & { own: { freelancerId: string; address: string } };
  place: Place;
  serverCipher: Uint8Array;
};

type Row = Omit<Place, "lastUid"> & {
  id: string;
  leaseToken: string;
  lastUid: bigint;
  freelancerId: string;
  address: string;
  serverCipher: Uint8Array;
};

/** Takes own mailboxes that nobody watches and whose next look has come, at most `most`: who waited longest first. */
export async function claimMailboxes(most: number): Promise<Claimed[]> {
  const rows = await db().$queryRaw<Row[]>`
    UPDATE "InboundMailbox" m SET "leaseToken" = gen_random_uuid(),
      "leasedUntil" = now() + make_interval(secs => ${WATCH_SECONDS})
    FROM (SELECT "id" FROM "InboundMailbox"
      WHERE "nextLookAt" <= now() AND ("leasedUntil" IS NULL OR "leasedUntil" <= now())
      ORDER BY "nextLookAt" LIMIT ${most} FOR UPDATE SKIP LOCKED) due
    WHERE m."id" = due."id"
    RETURNING m."id", m."leaseToken", m."freelancerId", m."address", m."serverCipher", m."uidValidity",
      m."lastUid", m."lookedAt", m."savedAt"`;
  return rows.map(({ id, leaseToken, freelancerId, address, serverCipher, lastUid, ...place }) => ({
    watch: { accountId: id, token: leaseToken, own: { freelancerId, address } },
    place: { ...place, lastUid: Number(lastUid) },
    serverCipher,
  }));
}

/** In how many milliseconds the next own mailbox can be claimed, by the database's clock; null where there is none. */
export async function msUntilNextLook(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min(greatest("nextLookAt", "leasedUntil")) - clock_timestamp()) * 1000)::float8 AS "ms"
    FROM "InboundMailbox" WHERE "nextLookAt" IS NOT NULL`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}

/** It was looked at, and is again after so long, by whichever worker: nothing where another one has it. */
export async function endLook({ accountId, token }: Watch, seconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE "InboundMailbox" SET "leaseToken" = NULL, "leasedUntil" = NULL,
      "nextLookAt" = now() + make_interval(secs => ${seconds})
    WHERE "id" = ${accountId} AND "leaseToken" = ${token}::uuid`;
}

const LONGEST_SECONDS = 300;

/**
 * It could not be read, and why in its server's words, where those are told: it is looked at again after two seconds,
 * four, eight, up to five minutes.
 */
export async function noteUnread({ accountId, token }: Watch, why: string | null): Promise<void> {
  const trouble = why
    ? Prisma.sql`, "trouble" = ${why}, "troubleSince" = coalesce("troubleSince", now())`
    : Prisma.empty;
  await db().$executeRaw`
    UPDATE "InboundMailbox" SET "leaseToken" = NULL, "leasedUntil" = NULL, "tries" = least("tries" + 1, 20),
      "nextLookAt" = now() + make_interval(secs => least(2 ^ least("tries" + 1, 20), ${LONGEST_SECONDS})) ${trouble}
    WHERE "id" = ${accountId} AND "leaseToken" = ${token}::uuid`;
}

/** An email to its address with a + was found in it: answers may come that way from now on. */
export async function notePlus({ accountId, token }: Watch): Promise<void> {
  await db().$executeRaw`
    WITH seen AS (
      UPDATE "InboundMailbox" SET "plusSeenAt" = now()
      WHERE "id" = ${accountId} AND "leaseToken" = ${token}::uuid AND "plusSeenAt" IS NULL
      RETURNING "freelancerId")
    SELECT pg_notify(${LIVE_CHANNEL}, "freelancerId"::text) FROM seen`;
}
