import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import { env } from "@/lib/env";
import { tellAlarms } from "@/queue/boss";
import { transport } from "@/mail/transport";
import type { Claimed } from "./rules";
import { claimSql, nextSql } from "./sql";

/**
 * Emails a second, where nothing else is asked for; 0 is no limit. Resend allows two to five an account; a mail server
 * of one's own says what is too much.
 */
const INSTALL_PACE = { RESEND: 2, SMTP: 20, LOCAL: 0 };

/**
 * Leases due emails, at most `room`. No two callers get the same one while its lease lasts, by the
 * database's clock. An account gives no more than its pace allows, across all callers; within it those
 * the freelancer served longest ago comes first. A closed outbox returns only new sign-in emails.
 */
export async function claimDueEmails(room = 10): Promise<Claimed[]> {
  const { EMAIL_LEASE_SECONDS, EMAILS_PER_SECOND } = env();
  const installPace = EMAILS_PER_SECOND ?? INSTALL_PACE[transport()];
  const claimed = await db().$queryRawUnsafe<Claimed[]>(
    claimSql,
    room,
    EMAILS_PER_SECOND ?? INSTALL_PACE.RESEND,
    transport() === "LOCAL" ? 0 : installPace,
    randomUUID(),
    EMAIL_LEASE_SECONDS,
  );
  // The other workers look again when the lease ends, should this one be gone by then.
  if (claimed.length > 0) await tellAlarms(db(), "deliver-emails");
  return claimed;
}

/** In how many milliseconds a due email can be claimed: 0, now; null, none is due. By the database's clock. */
export async function msUntilNext(): Promise<number | null> {
  const [row] = await db().$queryRawUnsafe<{ ms: number | null }[]>(nextSql);
  return row?.ms == null ? null : Math.max(0, row.ms);
}

/**
 * In how many milliseconds the next email that waits falls due, or the first lease of one ends: its worker may be
 * gone. Null when there is neither. By the database's clock.
 */
export async function msUntilNextSend(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ ms: number | null }[]>`
    SELECT (extract(epoch FROM least(
      (SELECT min("sendAt") FROM "Email" WHERE "settledAt" IS NULL AND "sendAt" > now()),
      (SELECT min("leasedUntil") FROM "Email" WHERE "settledAt" IS NULL AND "sendAt" <= now() AND "leasedUntil" > now())
    ) - clock_timestamp()) * 1000)::float8 AS "ms"`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}
