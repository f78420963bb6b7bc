import { db } from "@/db/client";
import { isGivenUp, nextTryAt } from "@/features/inbound/rules";
import { announced, nothingAnnounced, type Announced } from "@/features/inbound/schema";
import { seal, unseal } from "@/lib/tokens";
import { OWN_PREFIX } from "@/mail/mailbox";
import { alarm } from "@/queue/boss";

export type Arrival = {
  accountId: string;
  id: string;
  announcedAt: Date;
  tries: number;
  facts: Announced;
  /** Whether it is no longer fetched. */
  isGivenUp: boolean;
};

type Row = Pick<Arrival, "accountId" | "id" | "announcedAt" | "tries"> & {
  factsCipher: Uint8Array;
};

/** For so long a worker has an email to itself; one that died is replaced after that. */
const TURN_MS = 90_000;

/**
 * Writes down that the provider has an email, before anything is asked about it, and tells the workers. One that was
 * announced before stays as it is known.
 */
export async function noteArrival(
  accountId: string,
  id: string,
  facts: Announced,
  now: Date,
): Promise<void> {
  const factsCipher = seal("inbound-email", JSON.stringify(facts));
  await db().$executeRaw`
    WITH noted AS (
      INSERT INTO "InboundArrival" ("accountId", "id", "announcedAt", "factsCipher", "nextTryAt")
      VALUES (${accountId}, ${id}, ${now}, ${factsCipher}, ${now}) ON CONFLICT DO NOTHING RETURNING 1
    )
    SELECT ${alarm("fetch-emails")} FROM noted`;
}

/** In how many milliseconds the next email is to be fetched, by the database's clock; null when none is. */
export async function msUntilNextFetch(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM min("nextTryAt") - clock_timestamp()) * 1000)::float8 AS "ms"
    FROM "InboundArrival" WHERE "nextTryAt" IS NOT NULL`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}

function open({ factsCipher, ...arrival }: Row, now: Date): Arrival {
  return {
    ...arrival,
    facts: announced.parse(JSON.parse(unseal("inbound-email", factsCipher))),
    isGivenUp: isGivenUp(arrival.announcedAt, now),
  };
}

/**
 * Takes emails whose next try has come, at most `most` and of one account: no other worker gets them meanwhile. `but`:
 * accounts to leave alone, and whether any freelancer's own mailbox is.
 */
export async function takeDueArrivals(
  most: number,
  now: Date,
  but: { accountIds: string[]; anyOwn: boolean },
): Promise<Arrival[]> {
  const turn = new Date(now.getTime() + TURN_MS);
  const left = but.anyOwn ? `${OWN_PREFIX}%` : "";
  const rows = await db().$queryRaw<Row[]>`
    UPDATE "InboundArrival" a SET "nextTryAt" = ${turn} FROM (
      SELECT "accountId", "id" FROM "InboundArrival" WHERE "nextTryAt" <= ${now}
        AND "accountId" = (SELECT "accountId" FROM "InboundArrival" WHERE "nextTryAt" <= ${now}
          AND "accountId" <> ALL(${but.accountIds}::text[]) AND "accountId" NOT LIKE ${left}
          ORDER BY "nextTryAt" LIMIT 1)
      ORDER BY "nextTryAt" LIMIT ${most} FOR UPDATE SKIP LOCKED) due
    WHERE a."accountId" = due."accountId" AND a."id" = due."id"
    RETURNING a."accountId", a."id", a."announcedAt", a."tries", a."factsCipher"`;
  return rows.map((one) => open(one, now));
}

type Key = Pick<Arrival, "accountId" | "id">;

/** It is in a thread, held, or known to be nobody's: what was announced of it is not kept any longer. */
export async function settleArrival(
  { accountId, id }: Key,
  outcome: "taken" | "unclaimed",
  now: Date,
): Promise<void> {
  await db().inboundArrival.updateMany({
    where: { accountId, id },
    data: {
      nextTryAt: null,
      lastError: null,
      factsCipher: seal("inbound-email", JSON.stringify(nothingAnnounced)),
      ...(outcome === "taken" ? { takenAt: now } : { unclaimedAt: now }),
    },
  });
}

/** It could not be fetched, or not be saved: it is tried again, later each time. */
export async function postponeArrival(arrival: Arrival, why: string, now: Date): Promise<void> {
  const { accountId, id, tries } = arrival;
  await db().inboundArrival.update({
    where: { accountId_id: { accountId, id } },
    data: { tries: tries + 1, nextTryAt: nextTryAt(tries, now), lastError: why },
  });
}

/** For so long an email that was announced again is known by its id: longer than the provider repeats itself. */
const REMEMBERED_MS = 30 * 86_400_000;

/** Deletes what was announced long ago. What is still to be fetched stays. */
export async function forgetOldArrivals(now: Date): Promise<void> {
  await db().inboundArrival.deleteMany({
    where: { nextTryAt: null, announcedAt: { lt: new Date(now.getTime() - REMEMBERED_MS) } },
  });
}
