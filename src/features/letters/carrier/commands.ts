import { randomUUID } from "node:crypto";
import { db, inTransaction } from "@/db/client";
import { handOver, type Outcome } from "@/email/door";
import { freeze } from "@/email/freeze";
import { frozenLetter, words, type FrozenLetter } from "@/email/words";
import { isPastTheWindow, pauseAfter, SIGN_IN_LETTER_MS } from "@/features/letters/rules";
import { log, plainError } from "@/lib/log";
import { seal, unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { wake } from "@/queue/boss";

type Claimed = { id: string; freelancerId: string | null; kind: string; attempts: number; leaseToken: string };

const LEASE_SECONDS = 120;
const BATCH = 10;
/** A run ends by itself before the queue would take it for dead; the next look goes on. */
const LONGEST_RUN_MS = 240_000;

/**
 * Carries every letter whose time has come, until none is left or `stopped` says so. Answers how many
 * were settled. Any number of carriers may run: each letter is leased to one, by the database's clock.
 * A carrier that dies leaves its letters to the next when the lease ends; the frozen bytes and the key
 * make the second attempt the same email. A letter that cannot be carried holds up no other.
 */
export async function carryDueLetters(stopped: () => boolean = () => false): Promise<number> {
  const end = Date.now() + LONGEST_RUN_MS;
  let settled = 0;
  for (;;) {
    const claimed = stopped() || Date.now() > end ? [] : await claimDueLetters();
    if (claimed.length === 0) return settled;
    for (const letter of claimed) {
      if (stopped()) await giveBack(letter);
      else if (await carry(letter)) settled += 1;
    }
  }
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
  try {
    const letter = await fix(claimed);
    if (!letter) return false;
    return await settle(claimed, letter.tooLate ?? (await handOver(letter.frozen, claimed.id, letter.onlyLocal)));
  } catch (error) {
    log().error({ letter: claimed.id, kind: claimed.kind, attempt: claimed.attempts, ...plainError(error) }, "a letter could not be carried");
    return settle(claimed, { kind: "again", why: "The letter could not be read or written down. The log has it under its id." });
  }
}

/** The lease, as its holder proves it. */
const heldBy = (claimed: Claimed) => ({ id: claimed.id, leaseToken: claimed.leaseToken, settledAt: null });

type Fixed = { frozen: FrozenLetter; onlyLocal: boolean; tooLate?: Outcome };

/** The letter's frozen form, made and stored before the first attempt. Null when the lease was lost or the letter taken back. */
async function fix(claimed: Claimed): Promise<Fixed | null> {
  const row = await db().letter.findUnique({ where: heldBy(claimed), include: { studio: { select: { seededAt: true } } } });
  if (!row) return null;
  // The demo's letters stay on this machine, whatever is configured later.
  const onlyLocal = row.studio?.seededAt != null;
  if (row.frozenAt && row.frozenCipher) {
    const tooLate: Outcome | undefined = isPastTheWindow(row.frozenAt, new Date())
      ? { kind: "refused", why: `It was tried ${claimed.attempts - 1} times and never known to have arrived. ${row.lastError ?? ""} To send it again now could be a second email.` }
      : undefined;
    return { frozen: frozenLetter.parse(JSON.parse(unseal("letter", row.frozenCipher))), onlyLocal, tooLate };
  }
  const frozen = await freeze(row, words.parse(JSON.parse(unseal("letter", row.wordsCipher))));
  // The words read are the words frozen: an edit in between changes wordsCipher, and this changes no row.
  const { count } = await db().letter.updateMany({
    where: { ...heldBy(claimed), frozenAt: null, wordsCipher: row.wordsCipher, leavesAt: row.leavesAt },
    data: { frozenAt: new Date(), frozenCipher: seal("letter", JSON.stringify(frozen)) },
  });
  if (count === 1) return { frozen, onlyLocal };
  await giveBack(claimed);
  return null;
}

async function giveBack(claimed: Claimed): Promise<void> {
  await db().letter.updateMany({ where: heldBy(claimed), data: { leasedUntil: null, leaseToken: null, attempts: { decrement: 1 } } });
}

/** Writes down what came of it; only the holder of the lease can. True when the letter is settled. */
async function settle(claimed: Claimed, outcome: Outcome): Promise<boolean> {
  return inTransaction(async (tx) => {
    const now = new Date();
    const held = heldBy(claimed);
    const row = await tx.letter.findUnique({ where: held, select: { frozenAt: true, createdAt: true } });
    if (!row) return false;
    const isSignIn = claimed.freelancerId === null;
    const givenUp =
      outcome.kind === "refused" ||
      (outcome.kind === "again" && ((row.frozenAt !== null && isPastTheWindow(row.frozenAt, now)) || (isSignIn && now.getTime() - row.createdAt.getTime() > SIGN_IN_LETTER_MS)));
    if (outcome.kind === "sent") {
      const local = outcome.door === "LOCAL";
      await tx.letter.update({
        where: held,
        data: { sentAt: now, settledAt: now, door: outcome.door, providerId: local ? null : outcome.providerId, deliveredAt: local ? now : null, lastError: null, leasedUntil: null },
      });
    } else if (givenUp) {
      await tx.letter.update({ where: held, data: { needsReviewAt: now, settledAt: now, lastError: outcome.why, leasedUntil: null } });
    } else {
      const next = new Date(now.getTime() + pauseAfter(claimed.attempts, outcome.kind === "again" ? outcome.afterSeconds : undefined) * 1000);
      await tx.letter.update({ where: held, data: { leavesAt: next, lastError: outcome.why, leasedUntil: null } });
      await wake(tx, "carry-letters", next);
    }
    const settled = outcome.kind === "sent" || givenUp;
    // A sign-in letter holds a way in: nothing of it is kept once it is settled.
    if (isSignIn && settled) await tx.letter.delete({ where: { id: claimed.id } });
    if (claimed.freelancerId) await notifyStudio(tx, claimed.freelancerId);
    log().info({ letter: claimed.id, kind: claimed.kind, attempt: claimed.attempts, outcome: givenUp ? "given up" : outcome.kind, why: "why" in outcome ? outcome.why : undefined }, "letter");
    return settled;
  });
}
