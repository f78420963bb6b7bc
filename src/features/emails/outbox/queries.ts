import { db } from "@/db/client";
import { INSTALL, installAccount, type Account } from "@/mail/transport";
import { ownAccountOf, type StudioTransport } from "@/features/emails/accounts/rules";
import { contactHoursOf } from "@/lib/contact-hours";
import { unseal } from "@/lib/tokens";
import type { Claimed, LeaseFacts } from "./rules";
import { nextSql } from "./sql";

/**
 * Returns how many milliseconds until a due email can be claimed: 0 for now, null when none is due.
 * By the database's clock.
 */
export async function msUntilNext(): Promise<number | null> {
  const [row] = await db().$queryRawUnsafe<{ ms: number | null }[]>(nextSql);
  return row?.ms == null ? null : Math.max(0, row.ms);
}

/** Returns when the next waiting email falls due, or null. */
export async function nextSendAt(): Promise<Date | null> {
  const next = await db().email.findFirst({
    where: { settledAt: null, sendAt: { gt: new Date() } },
    orderBy: { sendAt: "asc" },
    select: { sendAt: true },
  });
  return next?.sendAt ?? null;
}

/** After this long, a due email that nobody has sent counts as a stall. */
const STALL_MS = 120_000;

/**
 * Returns since when the oldest due email has been waiting, if longer than two minutes, and whether
 * the outbox is closed. For one studio, or for all.
 */
export async function findStall(
  now: Date,
  freelancerId?: string,
): Promise<{ since: Date; closedWhy: string | null } | null> {
  const [email, outbox] = await Promise.all([
    db().email.findFirst({
      where: {
        settledAt: null,
        sendAt: { lt: new Date(now.getTime() - STALL_MS) },
        ...(freelancerId ? { freelancerId } : {}),
      },
      orderBy: { sendAt: "asc" },
      select: { sendAt: true },
    }),
    db().outbox.findUnique({
      where: { id: 1 },
      select: { quarantinedAt: true, quarantineWhy: true },
    }),
  ]);
  return (
    email && {
      since: email.sendAt,
      closedWhy: outbox?.quarantinedAt ? outbox.quarantineWhy : null,
    }
  );
}

/**
 * Returns the state of the whole outbox for the operator: counts by status, the oldest waiting
 * email, what is closed or refused, and what needs review.
 */
export async function readOutbox() {
  const [counts, outbox, troubled, toReview] = await Promise.all([
    db().$queryRaw<{ status: string; count: number; oldestDueAt: Date | null }[]>`
      SELECT CASE WHEN "needsReviewAt" IS NOT NULL THEN 'needs review' WHEN "complainedAt" IS NOT NULL THEN 'marked as spam' WHEN "bouncedAt" IS NOT NULL THEN 'bounced'
          WHEN "cancelledAt" IS NOT NULL THEN 'cancelled' WHEN "skippedAt" IS NOT NULL THEN 'skipped' WHEN "deliveredAt" IS NOT NULL THEN 'delivered' WHEN "sentAt" IS NOT NULL THEN 'sent'
          WHEN "leasedUntil" > now() THEN 'being sent' WHEN "sendAt" <= now() THEN 'due' ELSE 'held' END AS "status",
        count(*)::int AS "count", min("sendAt") FILTER (WHERE "settledAt" IS NULL AND "sendAt" <= now()) AS "oldestDueAt"
      FROM "Email" GROUP BY 1 ORDER BY 1`,
    db().outbox.findUnique({ where: { id: 1 } }),
    db().mailAccount.findMany({
      where: { troubleSince: { not: null } },
      select: { id: true, trouble: true, troubleSince: true },
    }),
    db().email.findMany({
      where: { needsReviewAt: { not: null } },
      orderBy: { needsReviewAt: "asc" },
      take: 50,
      select: { id: true, kind: true, lastError: true },
    }),
  ]);
  const oldest = counts.map((row) => row.oldestDueAt).filter((at) => at !== null);
  return {
    counts: Object.fromEntries(counts.map(({ status, count }) => [status, count])),
    oldestDueAt: oldest.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
    closedAt: outbox?.quarantinedAt ?? null,
    closedWhy: outbox?.quarantineWhy ?? null,
    troubled,
    toReview,
  };
}

/**
 * Returns which account an email would be sent by now, and whether the provider has refused that
 * account.
 */
export type Leaving = {
  account: Account;
  isTroubled: boolean;
  facts: LeaseFacts;
  references: string[];
};

/**
 * Reads what has to be checked before sending, for a whole claim at once. Returns a function that
 * gives it for one email, and throws when the account's key cannot be read.
 */
export async function factsOf(claimed: Claimed[]): Promise<(email: Claimed) => Leaving> {
  const freelancerIds = distinct(claimed.map((email) => email.freelancerId));
  const contactIds = distinct(claimed.map((email) => email.contactId));
  const [studios, contacts, suppressions, references, install] = await Promise.all([
    db().studio.findMany({
      where: { freelancerId: { in: freelancerIds } },
      select: {
        freelancerId: true,
        seededAt: true,
        zone: true,
        country: true,
        followUpsFrom: true,
        followUpsUntil: true,
        mailAccount: {
          select: { id: true, keyCipher: true, fromAddress: true, troubleSince: true },
        },
      },
    }),
    db().contact.findMany({
      where: { id: { in: contactIds } },
      select: { id: true, zone: true, country: true, optedOutAt: true },
    }),
    db().suppression.findMany({
      where: {
        freelancerId: { in: freelancerIds },
        address: { in: distinct(claimed.map(({ toAddress }) => toAddress.toLowerCase())) },
        liftedAt: null,
      },
      select: { freelancerId: true, address: true, cause: true },
    }),
    referencesOf(claimed),
    db().mailAccount.findUnique({ where: { id: INSTALL }, select: { troubleSince: true } }),
  ]);
  const studioOf = new Map(studios.map((studio) => [studio.freelancerId, studio]));
  const contactOf = new Map(contacts.map((contact) => [contact.id, contact]));
  return (email) => {
    const studio = email.freelancerId ? studioOf.get(email.freelancerId) : undefined;
    const contact = email.contactId ? contactOf.get(email.contactId) : undefined;
    const account = accountOf(studio);
    const facts: LeaseFacts = {
      email,
      accountId: account.id,
      suppressed:
        suppressions.find(
          (one) =>
            one.freelancerId === email.freelancerId &&
            one.address === email.toAddress.toLowerCase(),
        )?.cause ?? null,
      optedOutAt: contact?.optedOutAt ?? null,
      // The demo's emails reach nobody: no hour is wrong for them.
      contactHours: contact && studio && !studio.seededAt ? contactHoursOf(contact, studio) : null,
    };
    const isTroubled = Boolean(
      account.id === INSTALL ? install?.troubleSince : studio?.mailAccount?.troubleSince,
    );
    return {
      account,
      isTroubled,
      facts,
      references: references.get(`${email.projectId} ${email.contactId}`) ?? [],
    };
  };
}

/**
 * The freelancer's own account if they have one, else the install's. The demo's emails stay on this
 * machine, whatever is configured.
 */
function accountOf(studio: StudioTransport | undefined): Account {
  if (studio?.seededAt) return { id: INSTALL, apiKey: null };
  const own = studio && ownAccountOf(studio);
  return own
    ? { id: own.id, apiKey: unseal("mail-account", own.keyCipher), fromAddress: own.fromAddress }
    : installAccount();
}

/** The most earlier emails an email refers to. */
const MOST_REFERENCES = 10;

/**
 * Returns the Message-IDs of earlier emails between the same people about the same project, oldest
 * first, by project and contact.
 */
async function referencesOf(claimed: Claimed[]): Promise<Map<string, string[]>> {
  const fresh = claimed.filter((email) => !email.frozenAt && email.projectId && email.contactId);
  if (fresh.length === 0) return new Map();
  const rows = await db().$queryRaw<{ key: string; ids: string[] }[]>`
    SELECT p."projectId"::text || ' ' || p."contactId"::text AS "key", array_agg(m."messageId" ORDER BY m."sentAt") AS "ids"
    FROM (SELECT DISTINCT * FROM unnest(${fresh.map((email) => email.projectId)}::uuid[], ${fresh.map((email) => email.contactId)}::uuid[]) AS pair("projectId", "contactId")) p
    CROSS JOIN LATERAL (SELECT "messageId", "sentAt" FROM "Email" l WHERE l."projectId" = p."projectId" AND l."contactId" = p."contactId" AND l."messageId" IS NOT NULL ORDER BY l."sentAt" DESC LIMIT ${MOST_REFERENCES}) m
    GROUP BY 1`;
  return new Map(rows.map(({ key, ids }) => [key, ids]));
}

function distinct(values: (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))];
}
