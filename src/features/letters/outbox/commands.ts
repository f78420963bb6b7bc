import { randomUUID } from "node:crypto";
import { db, Prisma } from "@/db/client";
import type { Outcome } from "@/email/door";
import type { FrozenLetter } from "@/email/words";
import { pauseAfter } from "@/features/letters/rules";
import { env } from "@/lib/env";
import { seal } from "@/lib/tokens";
import { LIVE_CHANNEL } from "@/live/notify";
import type { Claimed } from "./rules";
import { claimSql } from "./sql";

/**
 * Leases due letters, at most `room`. No two callers get the same one while its lease lasts, by the
 * database's clock. An account gives no more than its pace allows, across all callers; within it those
 * freelancers come first whose letters were taken longest ago. A closed outbox gives none but new sign-in letters.
 */
export async function claimDueLetters(room = 10): Promise<Claimed[]> {
  const { LETTER_LEASE_SECONDS, LETTERS_PER_SECOND, RESEND_API_KEY } = env();
  const installPace = RESEND_API_KEY ? LETTERS_PER_SECOND : 0;
  return db().$queryRawUnsafe<Claimed[]>(
    claimSql,
    randomUUID(),
    LETTER_LEASE_SECONDS,
    room,
    LETTERS_PER_SECOND,
    installPace,
  );
}

/** A letter of which no attempt is in doubt is its freelancer's to change again, and may leave by another account. */
const thawed = Prisma.raw(
  ["frozenAt", "frozenCipher", "accountId"]
    .map((column) => `"${column}" = CASE WHEN "doubtSince" IS NULL THEN NULL ELSE "${column}" END`)
    .join(", "),
);

/** Ends leases without an attempt: others may take these letters at once. */
export async function giveBack(letters: Claimed[]): Promise<void> {
  if (letters.length === 0) return;
  await db().$executeRaw`
    UPDATE "Letter" SET "leasedUntil" = NULL, "leaseToken" = NULL, "attempts" = "attempts" - 1, ${thawed}
    WHERE "id" = ANY(${letters.map(({ id }) => id)}::uuid[]) AND "leaseToken" = ${letters[0]!.leaseToken}::uuid AND "settledAt" IS NULL`;
}

/**
 * Stores frozen forms, each before its first attempt. Answers the ids of those that were stored: one whose
 * words, reader, time or lease changed since it was claimed is not, since what was read would not be what is wanted.
 */
export async function storeFrozen(
  letters: { claimed: Claimed; frozen: FrozenLetter; accountId: string }[],
  now: Date,
): Promise<Set<string>> {
  if (letters.length === 0) return new Set();
  const rows = letters.map(({ claimed, frozen, accountId }) => ({
    id: claimed.id,
    accountId,
    leavesAt: claimed.leavesAt.toISOString(),
    toName: claimed.toName,
    toAddress: claimed.toAddress,
    words: Buffer.from(claimed.wordsCipher).toString("base64"),
    frozen: Buffer.from(seal("letter", JSON.stringify(frozen))).toString("base64"),
  }));
  const stored = await db().$queryRaw<{ id: string }[]>`
    UPDATE "Letter" l SET "frozenAt" = ${now}, "frozenCipher" = decode(f."frozen", 'base64'), "accountId" = f."accountId"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS f("id" uuid, "accountId" text, "leavesAt" timestamptz, "toName" text, "toAddress" text, "words" text, "frozen" text)
    WHERE l."id" = f."id" AND l."leaseToken" = ${letters[0]!.claimed.leaseToken}::uuid AND l."settledAt" IS NULL AND l."frozenAt" IS NULL
      AND l."leavesAt" = f."leavesAt" AND l."toName" = f."toName" AND l."toAddress" = f."toAddress" AND l."wordsCipher" = decode(f."words", 'base64')
    RETURNING l."id"`;
  return new Set(stored.map(({ id }) => id));
}

/** What is written down of a leased letter, by its holder alone; its open pages are told. False when the lease was another's by then. */
async function write(claimed: Claimed, set: Prisma.Sql): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    WITH done AS (UPDATE "Letter" SET ${set}, "leasedUntil" = NULL WHERE "id" = ${claimed.id}::uuid AND "leaseToken" = ${claimed.leaseToken}::uuid AND "settledAt" IS NULL RETURNING "freelancerId")
    SELECT pg_notify(${LIVE_CHANNEL}, coalesce("freelancerId"::text, '')) IS NULL AS "told" FROM done`;
  return rows.length === 1;
}

/** A sign-in letter holds a way in: nothing of it is kept once it is settled. */
async function forget(claimed: Claimed): Promise<boolean> {
  return (
    (await db().letter.deleteMany({ where: { id: claimed.id, leaseToken: claimed.leaseToken } }))
      .count === 1
  );
}

/** It will not leave, for good. */
export function settleStopped(claimed: Claimed, why: string, now: Date): Promise<boolean> {
  return claimed.freelancerId === null
    ? forget(claimed)
    : write(claimed, Prisma.sql`"skippedAt" = ${now}, "settledAt" = ${now}, "lastError" = ${why}`);
}

/** A person decides what becomes of it. `mayHaveArrived`: it stays as it was handed over; else it can be mended first. */
export function settleForReview(
  claimed: Claimed,
  why: string,
  now: Date,
  mayHaveArrived = false,
): Promise<boolean> {
  if (claimed.freelancerId === null) return forget(claimed);
  const doubt = mayHaveArrived ? Prisma.sql`"doubtSince" = coalesce("doubtSince", ${now})` : thawed;
  return write(
    claimed,
    Prisma.sql`"needsReviewAt" = ${now}, "settledAt" = ${now}, "lastError" = ${why}, ${doubt}`,
  );
}

const putOff = (until: Date) =>
  Prisma.sql`"postponedFrom" = coalesce("postponedFrom", "leavesAt"), "leavesAt" = ${until}`;

/** It leaves at another time; this was no attempt. */
export function postpone(claimed: Claimed, until: Date): Promise<boolean> {
  return write(claimed, Prisma.sql`${putOff(until)}, "attempts" = "attempts" - 1`);
}

/** Tried again after a pause that grows. What has been handed over may have arrived: only the same bytes may follow. */
export function tryLater(claimed: Claimed, why: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + pauseAfter(claimed.attempts) * 1000);
  return write(
    claimed,
    Prisma.sql`${putOff(until)}, "lastError" = ${why}, "doubtSince" = CASE WHEN "frozenAt" IS NULL THEN NULL ELSE coalesce("doubtSince", ${now}) END`,
  );
}

/** Writes down what came of handing it over; only the holder of the lease can. True when the letter is settled. */
export async function settle(claimed: Claimed, outcome: Outcome, now: Date): Promise<boolean> {
  switch (outcome.kind) {
    case "sent":
      if (claimed.freelancerId === null) return forget(claimed);
      return write(
        claimed,
        outcome.door === "LOCAL"
          ? Prisma.sql`"sentAt" = ${now}, "settledAt" = ${now}, "deliveredAt" = ${now}, "door" = 'LOCAL', "lastError" = NULL, "doubtSince" = NULL`
          : Prisma.sql`"sentAt" = ${now}, "settledAt" = ${now}, "providerId" = ${outcome.providerId}, "door" = 'RESEND', "lastError" = NULL, "doubtSince" = NULL`,
      );
    case "refused":
      return settleForReview(claimed, outcome.why, now, outcome.mayHaveArrived);
    case "unknown":
      await tryLater(claimed, outcome.why, now);
      return false;
    case "not now":
      await release(claimed, outcome.why);
      return false;
  }
}

/** The account was refused, not the letter: this was no attempt. */
async function release(claimed: Claimed, why: string): Promise<void> {
  await write(claimed, Prisma.sql`"attempts" = "attempts" - 1, "lastError" = ${why}, ${thawed}`);
}

/** No letter leaves by this account for so many seconds. Where the provider refuses the account itself, what it said is kept. */
export async function restAccount(
  accountId: string,
  seconds: number,
  trouble: string | null,
  now: Date,
): Promise<void> {
  await db().$executeRaw`
    UPDATE "MailAccount" SET "freeAt" = greatest("freeAt", clock_timestamp() + make_interval(secs => ${seconds})),
      "trouble" = coalesce(${trouble}, "trouble"), "troubleSince" = CASE WHEN ${trouble}::text IS NULL THEN "troubleSince" ELSE coalesce("troubleSince", ${now}) END
    WHERE "id" = ${accountId}`;
}

/** The account has taken a letter again: its trouble is over. */
export async function endTrouble(accountId: string): Promise<void> {
  await db().mailAccount.updateMany({
    where: { id: accountId, troubleSince: { not: null } },
    data: { trouble: null, troubleSince: null },
  });
}
