import { setTimeout as pause } from "node:timers/promises";
import { inTransaction } from "@/db/client";
import { handOver, type Outcome } from "@/mail/transport";
import { freeze } from "@/mail/freeze";
import { frozenEmail, words, type FrozenEmail } from "@/mail/words";
import {
  claimDueEmails,
  endTrouble,
  giveBack,
  postpone,
  restAccount,
  settle,
  settleForReview,
  settleSkipped,
  storeFrozen,
  tryLater,
} from "@/features/emails/outbox/commands";
import { factsOf, msUntilNext, nextSendAt, type Leaving } from "@/features/emails/outbox/queries";
import { judge, type Claimed } from "@/features/emails/outbox/rules";
import { isPastTheWindow } from "@/features/emails/rules";
import { checkOutbox } from "@/features/emails/quarantine/commands";
import { log, plainError } from "@/lib/log";
import { unseal } from "@/lib/tokens";
import { wake } from "@/queue/boss";

/** How many emails are sent at the same time. */
const ABREAST = 16;
/** A run stops before the queue would count it as dead. The next run continues. */
const LONGEST_RUN_MS = 240_000;
/** If an account's next turn is later than this, it is left to the next run. */
const LONGEST_PAUSE_MS = 5_000;
const SHORTEST_PAUSE_MS = 20;

/** The steps of a delivery, reported as they happen. The fault tests interrupt here. */
export type Point = "claimed" | "judged" | "frozen" | "handing over" | "answered" | "settled";
export type Watch = (point: Point, emailId: string) => void;

/**
 * Sends every due email, until none is left or `stopped` returns true. Returns how many were
 * settled. Any number of workers may run: each email is leased to one of them by the database's
 * clock, and an account's pace holds across all. If a worker dies, another takes over its emails
 * when the lease ends; the frozen bytes and the key make the second attempt the same email. An
 * email that fails does not hold up others. When stopped, it takes no new lease and ends within ten
 * seconds, once the current sends are done.
 */
export async function deliverDueEmails(
  stopped: () => boolean = () => false,
  watch: Watch = () => {},
): Promise<number> {
  const end = Date.now() + LONGEST_RUN_MS;
  const isOver = () => stopped() || Date.now() > end;
  const underWay = new Set<Promise<void>>();
  let settled = 0;
  await checkOutbox();
  for (;;) {
    const room = isOver() ? 0 : ABREAST - underWay.size;
    const claimed = room > 0 ? await claimDueEmails(room) : [];
    for (const email of await prepare(claimed, watch)) {
      const one = deliver(email, isOver, watch).then((isSettled) => {
        settled += Number(isSettled);
        underWay.delete(one);
      });
      underWay.add(one);
    }
    if (claimed.length > 0) continue;
    const wait = room > 0 ? await msUntilNext() : null;
    const causes: Promise<void>[] = [...underWay];
    if (wait !== null && wait <= LONGEST_PAUSE_MS)
      causes.push(pause(Math.max(wait, SHORTEST_PAUSE_MS)));
    if (causes.length === 0) break;
    await Promise.race(causes);
  }
  await wakeForNext();
  return settled;
}

type Ready = { claimed: Claimed; frozen: FrozenEmail; leaving: Leaving };

/**
 * Sorts a claim: emails to cancel, delay or review are settled here; new ones are frozen and
 * stored. Returns what is to be handed over.
 */
async function prepare(claimed: Claimed[], watch: Watch): Promise<Ready[]> {
  if (claimed.length === 0) return [];
  for (const { id } of claimed) watch("claimed", id);
  const leavingOf = await factsOf(claimed);
  const ready: (Ready & { isFresh: boolean })[] = [];
  for (const email of claimed) {
    try {
      const leaving = leavingOf(email);
      if (await isKeptBack(email, leaving)) continue;
      watch("judged", email.id);
      ready.push({
        claimed: email,
        leaving,
        frozen: await frozenForm(email, leaving),
        isFresh: !email.frozenCipher,
      });
    } catch (error) {
      await failed(email, error, email.frozenAt !== null);
    }
  }
  const fresh = ready.filter((one) => one.isFresh);
  const stored = await storeFrozen(
    fresh.map((one) => ({
      claimed: one.claimed,
      frozen: one.frozen,
      accountId: one.leaving.account.id,
    })),
    new Date(),
  );
  for (const id of stored) watch("frozen", id);
  // If the email has changed in the meantime, the next claim reads it again.
  await giveBack(fresh.filter((one) => !stored.has(one.claimed.id)).map((one) => one.claimed));
  return ready.filter((one) => !one.isFresh || stored.has(one.claimed.id));
}

async function isKeptBack(email: Claimed, leaving: Leaving): Promise<boolean> {
  const now = new Date();
  const verdict = judge(leaving.facts, now);
  if (verdict.kind === "go") return false;
  if (verdict.kind === "later") await postpone(email, verdict.until);
  else if (verdict.kind === "stop") await settleSkipped(email, verdict.why, now);
  else await settleForReview(email, verdict.why, now);
  tell(email, verdict.kind);
  return true;
}

async function frozenForm(email: Claimed, { account, references }: Leaving): Promise<FrozenEmail> {
  if (email.frozenCipher) return frozenEmail.parse(JSON.parse(unseal("email", email.frozenCipher)));
  return freeze(
    { ...email, fromAddress: account.apiKey === null ? null : account.fromAddress, references },
    words.parse(JSON.parse(unseal("email", email.wordsCipher))),
  );
}

/** Hands one email over and saves the outcome. Never throws. Returns true when it is settled. */
async function deliver(
  { claimed, frozen, leaving }: Ready,
  isOver: () => boolean,
  watch: Watch,
): Promise<boolean> {
  let mayHaveArrived = claimed.frozenAt !== null;
  try {
    if (isOver()) {
      await giveBack([claimed]);
      return false;
    }
    watch("handing over", claimed.id);
    mayHaveArrived = true;
    const outcome = await handOver(frozen, claimed.id, leaving.account);
    if (isCertainNo(outcome)) mayHaveArrived = claimed.frozenAt !== null;
    watch("answered", claimed.id);
    // The account is paused before its email is released; otherwise the next claim would take it at
    // once.
    await noteAccount(leaving, outcome);
    const settled = await settle(claimed, outcome, new Date());
    watch("settled", claimed.id);
    tell(claimed, outcome.kind, "why" in outcome ? outcome.why : undefined);
    return settled;
  } catch (error) {
    await failed(claimed, error, mayHaveArrived);
    return false;
  }
}

/**
 * Returns whether this attempt certainly did not reach the reader, whatever happened to earlier
 * ones.
 */
function isCertainNo(outcome: Outcome): boolean {
  return outcome.kind === "not now" || (outcome.kind === "refused" && !outcome.mayHaveArrived);
}

async function noteAccount({ account, isTroubled }: Leaving, outcome: Outcome): Promise<void> {
  if (outcome.kind === "not now")
    await restAccount(
      account.id,
      outcome.afterSeconds,
      outcome.isTrouble ? outcome.why : null,
      new Date(),
    );
  else if (outcome.kind === "sent" && outcome.transport === "RESEND" && isTroubled)
    await endTrouble(account.id);
}

/**
 * An email that cannot be read or saved is tried again later. If even that cannot be saved, the
 * lease runs out.
 */
async function failed(email: Claimed, error: unknown, mayHaveArrived: boolean): Promise<void> {
  log().error(
    { emailId: email.id, kind: email.kind, attempt: email.attempts, ...plainError(error) },
    "an email could not be delivered",
  );
  try {
    const now = new Date();
    const why =
      "The email could not be read, or its result could not be saved. The log has it under its id.";
    if (isPastTheWindow(email.postponedFrom ?? email.sendAt, now))
      await settleForReview(email, why, now, mayHaveArrived);
    else await tryLater(email, why, now);
  } catch (second) {
    log().warn(
      { emailId: email.id, ...plainError(second) },
      "that could not be saved either; its lease ends by itself",
    );
  }
}

function tell({ id, kind, attempts }: Claimed, outcome: string, why?: string): void {
  log().info({ emailId: id, kind, attempt: attempts, outcome, why }, "email");
}

/**
 * Schedules another run for when the next email falls due: a retry, or one that waits for a
 * morning.
 */
async function wakeForNext(): Promise<void> {
  const next = await nextSendAt();
  if (next) await inTransaction((tx) => wake(tx, "deliver-emails", next));
}
