import { db, inTransaction, type Tx } from "@/db/client";
import { findStall } from "@/features/emails/outbox/queries";
import { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";
import { wake } from "@/queue/boss";
import { isElsewhere, type Identity } from "./rules";

/**
 * Checks whether the database is still the same one, and closes the outbox if not: a restored or
 * copied database may hold emails that have been sent since. A closed outbox sends only new sign-in
 * emails, until `releaseOutbox`. Returns whether it is open.
 */
export async function checkOutbox(): Promise<boolean> {
  const here = await readIdentity();
  await db().outbox.createMany({ data: [{ id: 1, ...here }], skipDuplicates: true });
  const { quarantinedAt, ...known } = await db().outbox.findUniqueOrThrow({
    where: { id: 1 },
    select: { quarantinedAt: true, systemIdentifier: true, timeline: true, databaseOid: true },
  });
  const why = isElsewhere(known, here);
  if (!why) return quarantinedAt === null;
  await db().outbox.update({
    where: { id: 1 },
    data: { ...here, quarantinedAt: quarantinedAt ?? new Date(), quarantineWhy: why },
  });
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
    throw new Refusal(
      "not-allowed",
      "Emails are stopped because this database was restored from a copy, so this may already have been asked. Open the outbox first.",
    );
}

/**
 * Opens the outbox again. Emails written before it was closed and due by now may already have been
 * sent by the original database, so a person decides about each. Later emails are sent as usual.
 * `alongside` does the same for anything that would write emails, in the same transaction. Returns
 * how many emails need a decision, or null when it was open.
 */
export async function releaseOutbox(
  now: Date,
  alongside: (tx: Tx, before: Date, now: Date) => Promise<void> = async () => {},
): Promise<number | null> {
  return inTransaction(async (tx) => {
    const [outbox] = await tx.$queryRaw<
      { quarantinedAt: Date | null }[]
    >`SELECT "quarantinedAt" FROM "Outbox" WHERE "id" = 1 FOR UPDATE`;
    if (!outbox?.quarantinedAt) return null;
    const { quarantinedAt } = outbox;
    await tx.email.deleteMany({
      where: { freelancerId: null, createdAt: { lte: quarantinedAt } },
    });
    const count = await tx.$executeRaw`
      UPDATE "Email" SET "needsReviewAt" = ${now}, "settledAt" = ${now}, "leasedUntil" = NULL, "doubtSince" = coalesce("doubtSince", ${now}),
        "lastError" = 'The database was restored from a copy: this email may already have been sent.'
      WHERE "settledAt" IS NULL AND "sendAt" <= ${now} AND "createdAt" <= ${quarantinedAt} AND "freelancerId" IS NOT NULL`;
    await alongside(tx, quarantinedAt, now);
    await tx.outbox.update({
      where: { id: 1 },
      data: { quarantinedAt: null, quarantineWhy: null, releasedAt: now },
    });
    await wake(tx, "deliver-emails", now);
    return count;
  });
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
 * Returns the cluster, timeline and database number. What the role may not read is left empty and
 * not compared.
 */
async function readIdentity(): Promise<Identity> {
  const [database] = await db().$queryRaw<{ databaseOid: string; mayRead: boolean }[]>`
    SELECT "oid"::text AS "databaseOid", has_function_privilege('pg_control_system()', 'execute') AND has_function_privilege('pg_walfile_name(pg_lsn)', 'execute') AS "mayRead"
    FROM pg_database WHERE datname = current_database()`;
  // The timeline of what is being written: the last checkpoint's may still be the one before a recovery.
  const [cluster] = database?.mayRead
    ? await db().$queryRaw<{ systemIdentifier: string; timeline: string }[]>`
        SELECT s.system_identifier::text AS "systemIdentifier", left(pg_walfile_name(pg_current_wal_lsn()), 8) AS "timeline" FROM pg_control_system() s`
    : [];
  return {
    databaseOid: database?.databaseOid ?? "",
    systemIdentifier: cluster?.systemIdentifier ?? "",
    timeline: cluster?.timeline ?? "",
  };
}
