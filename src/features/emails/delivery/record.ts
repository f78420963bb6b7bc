import { databaseNow } from "@/db/clock";
import { db, Prisma } from "@/db/client";
import { isRepeatable, type Account, type Outcome } from "@/mail/transport";
import { isPastTheWindow, pauseAfter } from "@/features/emails/rules";
import type { FrozenEmail } from "@/mail/words";
import { stored } from "@/language/stored";
import { log, plainError } from "@/lib/log";
import { seal } from "@/lib/tokens";
import { LIVE_CHANNEL } from "@/live/notify";
import type { Claimed } from "./rules";

/**
 * An email without an attempt in doubt can be edited by its freelancer again, and may be sent by
 * another account.
 */
const thawed = Prisma.raw(
  ["frozenAt", "frozenCipher", "accountId", "unsentSince"]
    .map((column) => `"${column}" = CASE WHEN "doubtSince" IS NULL THEN NULL ELSE "${column}" END`)
    .join(", "),
);

/** Ends leases without an attempt: others may take these emails at once. */
export async function giveBack(emails: Claimed[]): Promise<void> {
  if (emails.length === 0) return;
  await db().$executeRaw`
    UPDATE "Email" SET "leasedUntil" = NULL, "leaseToken" = NULL, "attempts" = "attempts" - 1, ${thawed}
    WHERE "id" = ANY(${emails.map(({ id }) => id)}::uuid[])
      AND "leaseToken" = ${emails[0]!.leaseToken}::uuid AND "settledAt" IS NULL`;
}

/**
 * Stores the frozen emails, each before its first attempt. Returns the ids that were stored. An
 * email whose words, reader, time or lease changed since the claim is left out, because its frozen
 * form is out of date.
 */
export async function storeFrozen(
  emails: { claimed: Claimed; frozen: FrozenEmail; account: Account }[],
  now: Date,
): Promise<Set<string>> {
  if (emails.length === 0) return new Set();
  const rows = emails.map(({ claimed, frozen, account }) => ({
    id: claimed.id,
    accountId: account.id,
    isProvable: !isRepeatable(account),
    sendAt: claimed.sendAt.toISOString(),
    toName: claimed.toName,
    toAddress: claimed.toAddress,
    words: Buffer.from(claimed.wordsCipher).toString("base64"),
    frozen: Buffer.from(seal("email", JSON.stringify(frozen))).toString("base64"),
  }));
  const stored = await db().$queryRaw<{ id: string }[]>`
    UPDATE "Email" l SET "frozenAt" = ${now}, "frozenCipher" = decode(f."frozen", 'base64'), "accountId" = f."accountId",
      "transport" = NULL, "unsentSince" = CASE WHEN f."isProvable" THEN ${now}::timestamptz END
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS f("id" uuid, "accountId" text, "isProvable" boolean,
      "sendAt" timestamptz, "toName" text, "toAddress" text, "words" text, "frozen" text)
    WHERE l."id" = f."id" AND l."leaseToken" = ${emails[0]!.claimed.leaseToken}::uuid
      AND l."settledAt" IS NULL AND l."frozenAt" IS NULL
      AND l."sendAt" = f."sendAt" AND l."toName" = f."toName" AND l."toAddress" = f."toAddress"
        AND l."wordsCipher" = decode(f."words", 'base64')
    RETURNING l."id"`;
  return new Set(stored.map(({ id }) => id));
}

/**
 * Writes down, in a commit of its own, that a frozen email is passed on to a mail server from now on: whatever ends
 * the attempt without an outcome, a person is asked. Throws where that cannot be, and nothing may be passed on: the
 * lease is over, or another's.
 */
export async function notePassedOn({ id, leaseToken }: Claimed): Promise<void> {
  const count = await db().$executeRaw`
    UPDATE "Email" SET "unsentSince" = NULL, "transport" = 'SMTP' WHERE "id" = ${id}::uuid
      AND "leaseToken" = ${leaseToken}::uuid AND "leasedUntil" > now() AND "settledAt" IS NULL`;
  if (count === 0) throw new Error("the lease of the email is over");
}

/**
 * Saves changes to a leased email, only for the holder of the lease, and notifies open pages.
 * Returns false when another worker has the lease by then.
 */
async function write(claimed: Claimed, set: Prisma.Sql): Promise<boolean> {
  const rows = await db().$queryRaw<unknown[]>`
    WITH done AS (UPDATE "Email" SET ${set}, "leasedUntil" = NULL
      WHERE "id" = ${claimed.id}::uuid AND "leaseToken" = ${claimed.leaseToken}::uuid
      AND "settledAt" IS NULL RETURNING "freelancerId")
    SELECT pg_notify(${LIVE_CHANNEL}, coalesce("freelancerId"::text, '')) IS NULL AS "told" FROM done`;
  return rows.length === 1;
}

/** A sign-in email contains a secret, so its words are deleted once it is settled. */
async function forget(claimed: Claimed): Promise<boolean> {
  return (
    (await db().email.deleteMany({ where: { id: claimed.id, leaseToken: claimed.leaseToken } }))
      .count === 1
  );
}

/** It won't be sent at all. */
export function settleSkipped(claimed: Claimed, why: string, now: Date): Promise<boolean> {
  return claimed.freelancerId === null
    ? forget(claimed)
    : write(claimed, Prisma.sql`"skippedAt" = ${now}, "settledAt" = ${now}, "lastError" = ${why}`);
}

/**
 * A person decides what happens. `mayHaveArrived`: it stays exactly as it was handed over;
 * otherwise it can be edited first.
 */
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
  Prisma.sql`"postponedFrom" = coalesce("postponedFrom", "sendAt"), "sendAt" = ${until}`;

/** It is sent at another time. This does not count as an attempt. */
export function postpone(claimed: Claimed, until: Date): Promise<boolean> {
  return write(claimed, Prisma.sql`${putOff(until)}, "attempts" = "attempts" - 1`);
}

/**
 * Retried after a growing pause. An email that was handed over may have arrived, so only the same
 * bytes may follow; by a mail server, one that was passed on.
 */
function tryLater(claimed: Claimed, why: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + pauseAfter(claimed.attempts) * 1000);
  return write(
    claimed,
    Prisma.sql`${putOff(until)}, "lastError" = ${why}, "doubtSince" = CASE
      WHEN "frozenAt" IS NULL THEN NULL WHEN "unsentSince" = "frozenAt" THEN "doubtSince"
      ELSE coalesce("doubtSince", ${now}) END`,
  );
}

/**
 * Saves the outcome of a handover, only for the holder of the lease. Returns true when the email is
 * settled.
 */
export async function settle(claimed: Claimed, outcome: Outcome, now: Date): Promise<boolean> {
  switch (outcome.kind) {
    case "sent":
      if (claimed.freelancerId === null) return forget(claimed);
      return write(
        claimed,
        Prisma.sql`"sentAt" = ${now}, "settledAt" = ${now}, "lastError" = NULL, "doubtSince" = NULL,
          ${sentBy(outcome, now)}`,
      );
    case "refused":
      return settleForReview(claimed, outcome.why, now, outcome.mayHaveArrived);
    case "unknown":
      await tryLater(claimed, outcome.why, now);
      return false;
    case "put off":
      await tryWhenAllowed(claimed, outcome.why, now);
      return false;
    case "not now":
      await release(claimed, outcome.why);
      return false;
  }
}

/** What is known of an email that was accepted. The local mailbox delivers at once. */
function sentBy(outcome: Outcome & { kind: "sent" }, now: Date): Prisma.Sql {
  switch (outcome.transport) {
    case "LOCAL":
      return Prisma.sql`"transport" = 'LOCAL', "deliveredAt" = ${now}`;
    case "SMTP":
      return Prisma.sql`"transport" = 'SMTP', "messageId" = ${outcome.messageId}`;
    case "RESEND":
      return Prisma.sql`"transport" = 'RESEND', "providerId" = ${outcome.providerId}`;
  }
}

/** Retried after a growing pause. It was certainly not accepted, so it can still be edited until then. */
function tryWhenAllowed(claimed: Claimed, why: string, now: Date): Promise<boolean> {
  const until = new Date(now.getTime() + pauseAfter(claimed.attempts) * 1000);
  return write(claimed, Prisma.sql`${putOff(until)}, "lastError" = ${why}, ${thawed}`);
}

/** The provider refused the account, not the email, so this does not count as an attempt. */
async function release(claimed: Claimed, why: string): Promise<void> {
  await write(claimed, Prisma.sql`"attempts" = "attempts" - 1, "lastError" = ${why}, ${thawed}`);
}

/**
 * Pauses an account for a number of seconds. If the provider refused the account itself, its
 * message is stored.
 */
export async function restAccount(
  accountId: string,
  seconds: number,
  trouble: string | null,
  now: Date,
): Promise<void> {
  await db().$executeRaw`
    UPDATE "MailAccount" SET "freeAt" = greatest("freeAt", clock_timestamp() + make_interval(secs => ${seconds})),
      "trouble" = coalesce(${trouble}, "trouble"), "troubleSince" = CASE
        WHEN ${trouble}::text IS NULL THEN "troubleSince" ELSE coalesce("troubleSince", ${now}) END
    WHERE "id" = ${accountId}`;
}

/** The account works again, so its trouble is cleared. */
export async function endTrouble(accountId: string): Promise<void> {
  await db().mailAccount.updateMany({
    where: { id: accountId, troubleSince: { not: null } },
    data: { trouble: null, troubleSince: null },
  });
}

/**
 * What cannot be read or written down is tried again later. Where even that cannot be written, the
 * lease's end does it.
 */
export async function recordFailure(
  email: Claimed,
  error: unknown,
  mayHaveArrived: boolean,
): Promise<void> {
  log().error(
    {
      emailId: email.id,
      kind: email.kind,
      attempt: email.attempts,
      cause: causeOf(error),
      ...plainError(error),
    },
    "an email could not be sent",
  );
  try {
    const now = databaseNow();
    const why = stored("notRead");
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

/** Why an email cannot be read, for the operator: in our words, since the error's own may quote the email. */
function causeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (/unable to authenticate data/.test(error.message))
    return "its words were encrypted under another APP_SECRET, or are damaged";
  if (error instanceof SyntaxError || error.name === "ZodError")
    return "its words are not in the form this version writes";
  return undefined;
}

/** Says in the log what became of an attempt: ids, never words. */
export function logOutcome({ id, kind, attempts }: Claimed, outcome: string, why?: string): void {
  log().info({ emailId: id, kind, attempt: attempts, outcome, why }, "email");
}
