import { db } from "@/db/client";
import { isGivenUp, nextTryAt } from "@/features/inbound/rules";
import { announced, nothingAnnounced, type Announced } from "@/features/inbound/schema";
import { seal, unseal } from "@/lib/tokens";

export type Arrival = {
  accountId: string;
  id: string;
  announcedAt: Date;
  tries: number;
  facts: Announced;
  /** Whether it was taken, or nobody was found whose it is. */
  isOver: boolean;
  /** Whether it is no longer fetched. */
  isGivenUp: boolean;
};

type Row = Pick<Arrival, "accountId" | "id" | "announcedAt" | "tries"> & {
  factsCipher: Uint8Array;
  takenAt: Date | null;
  unclaimedAt: Date | null;
};

/** For so long whoever heard of an email has it to themselves; a process that died is replaced after that. */
const TURN_MS = 90_000;

/** Writes down that the provider has an email, before anything is asked about it. Returns it as it is known. */
export async function noteArrival(
  accountId: string,
  id: string,
  facts: Announced,
  now: Date,
): Promise<Arrival> {
  const turn = new Date(now.getTime() + TURN_MS);
  const cipher = seal("inbound-email", JSON.stringify(facts));
  const [row] = await db().$queryRaw<Row[]>`
    INSERT INTO "InboundArrival" ("accountId", "id", "announcedAt", "factsCipher", "nextTryAt")
    VALUES (${accountId}, ${id}, ${now}, ${cipher}, ${turn})
    ON CONFLICT ("accountId", "id") DO UPDATE SET "tries" = "InboundArrival"."tries"
    RETURNING "accountId", "id", "announcedAt", "tries", "factsCipher", "takenAt", "unclaimedAt"`;
  return open(row!, now);
}

function open({ factsCipher, takenAt, unclaimedAt, ...arrival }: Row, now: Date): Arrival {
  return {
    ...arrival,
    facts: announced.parse(JSON.parse(unseal("inbound-email", factsCipher))),
    isOver: takenAt !== null || unclaimedAt !== null,
    isGivenUp: isGivenUp(arrival.announcedAt, now),
  };
}

/** Takes the emails whose next try has come, at most `most`: no other worker gets them meanwhile. */
export async function takeDueArrivals(most: number, now: Date): Promise<Arrival[]> {
  const turn = new Date(now.getTime() + TURN_MS);
  const rows = await db().$queryRaw<Row[]>`
    UPDATE "InboundArrival" a SET "nextTryAt" = ${turn} FROM (
      SELECT "accountId", "id" FROM "InboundArrival" WHERE "nextTryAt" <= ${now}
      ORDER BY "nextTryAt" LIMIT ${most} FOR UPDATE SKIP LOCKED) due
    WHERE a."accountId" = due."accountId" AND a."id" = due."id"
    RETURNING a."accountId", a."id", a."announcedAt", a."tries", a."factsCipher", a."takenAt", a."unclaimedAt"`;
  return rows.map((one) => open(one, now));
}

type Key = Pick<Arrival, "accountId" | "id">;

/** It is in a thread, held, or known to be nobody's: what was announced of it is not kept any longer. */
export async function settleArrival(
  { accountId, id }: Key,
  outcome: "taken" | "unclaimed",
  now: Date,
): Promise<void> {
  await db().inboundArrival.update({
    where: { accountId_id: { accountId, id } },
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
