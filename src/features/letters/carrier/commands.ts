import { randomUUID } from "node:crypto";
import { db, inTransaction } from "@/db/client";
import { handOver, type Outcome } from "@/email/door";
import { freeze } from "@/email/freeze";
import { frozenLetter, words } from "@/email/words";
import { log } from "@/lib/log";
import { seal, unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { wake } from "@/queue/boss";
import { GIVE_UP_AFTER_MS, pauseAfter } from "@/features/letters/rules";

type Claimed = { id: string; freelancerId: string | null; kind: string; attempts: number; leaseToken: string };

const LEASE_SECONDS = 120;
const BATCH = 10;

/**
 * Carries every letter whose time has come, until none is left or `stopped` says so. Answers how many
 * were settled. Any number of carriers may run: each letter is leased to one, by the database's clock.
 * A carrier that dies leaves its letters to the next when the lease ends; the frozen bytes and the key
 * make the second attempt the same email.
 */
export async function carryDueLetters(stopped: () => boolean = () => false): Promise<number> {
  let settled = 0;
  while (!stopped()) {
    const claimed = await claimDueLetters();
    if (claimed.length === 0) return settled;
    for (const letter of claimed) if (await carry(letter)) settled += 1;
  }
  return settled;
}

/** Leases up to ten due letters. No two callers get the same one while its lease lasts. */
export async function claimDueLetters(): Promise<Claimed[]> {
  const leaseToken = randomUUID();
  return db().$queryRaw<Claimed[]>`
    UPDATE "Letter" SET "leaseToken" = ${leaseToken}::uuid, "leasedUntil" = now() + make_interval(secs => ${LEASE_SECONDS}), "attempts" = "attempts" + 1
    WHERE "id" IN (
      SELECT "id" FROM "Letter"
      WHERE "settledAt" IS NULL AND "leavesAt" <= now() AND ("leasedUntil" IS NULL OR "leasedUntil" <= now())
      ORDER BY "leavesAt" FOR UPDATE SKIP LOCKED LIMIT ${BATCH})
    RETURNING "id", "freelancerId", "kind", "attempts", "leaseToken"`;
}

async function carry(claimed: Claimed): Promise<boolean> {
  const letter = await fix(claimed);
  if (!letter) return false;
  const outcome = await handOver(letter, claimed.id);
  return settle(claimed, outcome);
}

/** The letter's frozen form, made and stored before the first attempt. Null when the lease was lost or the letter taken back. */
async function fix(claimed: Claimed) {
  const held = { id: claimed.id, leaseToken: claimed.leaseToken, settledAt: null };
  const row = await db().letter.findUnique({ where: held });
  if (!row) return null;
  if (row.frozenCipher) return frozenLetter.parse(JSON.parse(unseal("letter", row.frozenCipher)));
  const frozen = await freeze(row, words.parse(JSON.parse(unseal("letter", row.wordsCipher))));
  // The words read are the words frozen: an edit in between changes wordsCipher, and this changes no row.
  const { count } = await db().letter.updateMany({
    where: { ...held, frozenAt: null, wordsCipher: row.wordsCipher, leavesAt: row.leavesAt },
    data: { frozenAt: new Date(), frozenCipher: seal("letter", JSON.stringify(frozen)) },
  });
  if (count === 1) return frozen;
  await db().letter.updateMany({ where: held, data: { leasedUntil: null, leaseToken: null } });
  return null;
}

/** Writes down what came of it; only the holder of the lease can. True when the letter is settled. */
async function settle(claimed: Claimed, outcome: Outcome): Promise<boolean> {
  return inTransaction(async (tx) => {
    const now = new Date();
    const held = { id: claimed.id, leaseToken: claimed.leaseToken, settledAt: null };
    const row = await tx.letter.findUnique({ where: held, select: { frozenAt: true } });
    if (!row) return false;
    const tooLong = row.frozenAt !== null && now.getTime() - row.frozenAt.getTime() > GIVE_UP_AFTER_MS;
    if (outcome.kind === "sent") {
      const local = outcome.door === "LOCAL";
      await tx.letter.update({
        where: held,
        data: { sentAt: now, settledAt: now, door: outcome.door, providerId: local ? null : outcome.providerId, deliveredAt: local ? now : null, lastError: null, leasedUntil: null },
      });
      // A sign-in letter holds a way in: nothing of it is kept once it has left.
      if (claimed.freelancerId === null) await tx.letter.delete({ where: { id: claimed.id } });
    } else if (outcome.kind === "refused" || tooLong) {
      if (claimed.freelancerId === null) await tx.letter.delete({ where: { id: claimed.id } });
      else await tx.letter.update({ where: held, data: { needsReviewAt: now, settledAt: now, lastError: outcome.why, leasedUntil: null } });
    } else {
      const next = new Date(now.getTime() + pauseAfter(claimed.attempts, outcome.afterSeconds) * 1000);
      await tx.letter.update({ where: held, data: { leavesAt: next, lastError: outcome.why, leasedUntil: null } });
      await wake(tx, "carry-letters", next);
    }
    if (claimed.freelancerId) await notifyStudio(tx, claimed.freelancerId);
    log().info({ letter: claimed.id, kind: claimed.kind, attempt: claimed.attempts, outcome: outcome.kind, why: "why" in outcome ? outcome.why : undefined }, "letter");
    return outcome.kind !== "again" || tooLong;
  });
}
