import { databaseNow } from "@/db/clock";
import { db, inTransaction, type Tx } from "@/db/client";
import { findStall } from "@/features/emails/outbox/queries";
import { say } from "@/language/say";
import { stored } from "@/language/stored";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { wake } from "@/queue/boss";
import { isElsewhere, UNKNOWN, type Identity } from "./rules";

/**
 * Writes down, in the transaction of the very first email and before it, which database the outbox is in: whatever is
 * copied from then on can be told from the original. A copy that holds emails and no such word stays without
 * it, for `checkOutbox` to close.
 */
export async function rememberIdentity(tx: Tx): Promise<void> {
  if ((await tx.outbox.count()) > 0 || (await tx.email.count({ take: 1 })) > 0) return;
  await tx.outbox.createMany({
    data: [{ id: 1, ...(await readIdentity(tx)) }],
    skipDuplicates: true,
  });
}

/**
 * Looks which database the outbox is in, and closes it when that is not the one it was in, or nobody can tell:
 * a database restored from a backup, or a copy, may hold emails that were sent since. Nothing is sent from a closed
 * outbox but new sign-in emails, until `releaseOutbox`. Returns whether it is open.
 */
export async function checkOutbox(): Promise<boolean> {
  const here = await readIdentity(db());
  const find = () =>
    db().outbox.findUnique({
      where: { id: 1 },
      select: { quarantinedAt: true, systemIdentifier: true, timeline: true, databaseOid: true },
    });
  let existing = await find();
  if (!existing) {
    await inTransaction(rememberIdentity);
    existing = await find();
  }
  const why = existing ? isElsewhere(existing, here) : UNKNOWN;
  if (!why) return existing?.quarantinedAt === null;
  const closed = {
    ...here,
    quarantinedAt: existing?.quarantinedAt ?? databaseNow(),
    quarantineWhy: why,
  };
  await db().outbox.upsert({ where: { id: 1 }, create: { id: 1, ...closed }, update: closed });
  log().error(
    { why },
    "the outbox is closed: this database is not where it was. npm run emails says more",
  );
  return false;
}

/**
 * Closes the outbox by hand, as the first step of a restore that the database cannot detect.
 * Closing twice does nothing more.
 */
export async function closeOutbox(why: string, now: Date): Promise<void> {
  await checkOutbox();
  await db().outbox.updateMany({
    where: { id: 1, quarantinedAt: null },
    data: { quarantinedAt: now, quarantineWhy: why },
  });
}

/** Refuses to ask a client while the outbox is closed: they may have been asked already. */
export async function refuseClosed(tx: Tx): Promise<void> {
  if (await tx.outbox.count({ where: { quarantinedAt: { not: null } } }))
    throw new Refusal("not-allowed", say("emails.refused.closed"));
}

/** Since when the outbox is closed, locked in the caller's transaction; null where it is open. */
export async function lockClosed(tx: Tx): Promise<Date | null> {
  const [outbox] = await tx.$queryRaw<{ quarantinedAt: Date | null }[]>`
    SELECT "quarantinedAt" FROM "Outbox" WHERE "id" = 1 FOR UPDATE`;
  return outbox?.quarantinedAt ?? null;
}

/**
 * Opens the outbox again, in the transaction that holds it. What was written before it was closed and is
 * due by now may have been sent from the original: a person decides on each, as on what may have arrived.
 * What is written or falls due later is sent. Returns how many emails are to be decided on.
 */
export async function openOutbox(tx: Tx, closedAt: Date, now: Date): Promise<number> {
  await tx.email.deleteMany({ where: { freelancerId: null, createdAt: { lte: closedAt } } });
  const toDecide = await tx.$executeRaw`
    UPDATE "Email" SET "needsReviewAt" = ${now}, "settledAt" = ${now}, "leasedUntil" = NULL,
      "doubtSince" = coalesce("doubtSince", ${now}),
      "lastError" = ${stored("restored")}
    WHERE "settledAt" IS NULL AND "sendAt" <= ${now} AND "createdAt" <= ${closedAt} AND "freelancerId" IS NOT NULL`;
  await tx.outbox.update({
    where: { id: 1 },
    data: { quarantinedAt: null, quarantineWhy: null, releasedAt: now },
  });
  wake(tx, "deliver-emails", now);
  return toDecide;
}

/** Logs, once per run, that a due email has waited longer than two minutes. */
export async function warnOfStall(now: Date): Promise<void> {
  const stall = await findStall(now);
  if (stall)
    log().error(
      { since: stall.since.toISOString(), closed: stall.closedWhy ?? undefined },
      "emails are not being sent: the oldest due one has waited longer than two minutes",
    );
}

/**
 * Which cluster, which of its histories and which database this is. What a role may not read is
 * left empty, and not compared.
 */
async function readIdentity(tx: Tx): Promise<Identity> {
  const [database] = await tx.$queryRaw<{ databaseOid: string; mayRead: boolean }[]>`
    SELECT "oid"::text AS "databaseOid", has_function_privilege('pg_control_system()', 'execute')
      AND has_function_privilege('pg_walfile_name(pg_lsn)', 'execute') AS "mayRead"
    FROM pg_database WHERE datname = current_database()`;
  // The timeline of what is being written: the last checkpoint's may still be the one before a recovery.
  const [cluster] = database?.mayRead
    ? await tx.$queryRaw<{ systemIdentifier: string; timeline: string }[]>`
        SELECT s.system_identifier::text AS "systemIdentifier",
          left(pg_walfile_name(pg_current_wal_lsn()), 8) AS "timeline" FROM pg_control_system() s`
    : [];
  return {
    databaseOid: database?.databaseOid ?? "",
    systemIdentifier: cluster?.systemIdentifier ?? "",
    timeline: cluster?.timeline ?? "",
  };
}
