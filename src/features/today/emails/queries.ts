import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { MOST } from "@/features/today/need";

/** How long Today shows a complaint, which nothing can fix. */
const COMPLAINT_DAYS = 14;

/** Returns the suppressed addresses in use, of contacts, subcontractors and the freelancer. */
export async function listBounced(scope: Scope, now: Date) {
  const since = new Date(now.getTime() - COMPLAINT_DAYS * 86_400_000);
  return db().$queryRaw<
    {
      address: string;
      cause: "BOUNCED" | "COMPLAINED";
      who: string | null;
      why: string | null;
      clientId: string | null;
      subcontractorId: string | null;
      emailId: string | null;
      at: Date;
    }[]
  >`
    SELECT DISTINCT ON (s."suppressedAt", s."address") s."address", s."cause",
      coalesce(c."name", p."name") AS "who", l."lastError" AS "why", c."clientId",
      p."id" AS "subcontractorId", s."emailId", s."suppressedAt" AS "at"
    FROM "Suppression" s JOIN "Studio" t ON t."freelancerId" = s."freelancerId"
      LEFT JOIN "Contact" c ON c."freelancerId" = s."freelancerId" AND c."address" = s."address"
      LEFT JOIN "Subcontractor" p ON p."freelancerId" = s."freelancerId" AND p."address" = s."address"
      LEFT JOIN "Email" l ON l."id" = s."emailId"
    WHERE s."freelancerId" = ${scope.freelancerId}::uuid AND s."liftedAt" IS NULL
      AND (c."id" IS NOT NULL OR p."id" IS NOT NULL OR lower(t."replyTo") = s."address")
      AND (s."cause" = 'BOUNCED' OR s."suppressedAt" > ${since})
    ORDER BY s."suppressedAt", s."address", c."id" LIMIT ${MOST}`;
}

/** A mailbox that is unread for less is mostly a server's restart. */
const UNREAD_MINUTES = 10;

/** Returns since when the freelancer's own mailbox cannot be read, and why; empty where all is well. */
export async function listUnread({ freelancerId }: Scope, now: Date) {
  const before = new Date(now.getTime() - UNREAD_MINUTES * 60_000);
  const rows = await db().inboundMailbox.findMany({
    where: { freelancerId, troubleSince: { lt: before } },
    select: { trouble: true, troubleSince: true },
  });
  return rows.map(({ trouble, troubleSince }) => ({
    kind: "mailbox unread" as const,
    why: trouble ?? "",
    at: troubleSince!,
  }));
}

export async function listEmailsToSee(scope: Scope) {
  const select = {
    id: true,
    subject: true,
    toName: true,
    sendAt: true,
    needsReviewAt: true,
    lastError: true,
  } as const;
  const [held, failed] = await Promise.all([
    // Only emails to others: an email to the freelancer needs no decision.
    db().email.findMany({
      where: {
        freelancerId: scope.freelancerId,
        settledAt: null,
        frozenAt: null,
        OR: [{ contactId: { not: null } }, { subcontractorId: { not: null } }],
      },
      orderBy: { sendAt: "asc" },
      take: MOST,
      select,
    }),
    db().email.findMany({
      where: { freelancerId: scope.freelancerId, needsReviewAt: { not: null } },
      orderBy: { needsReviewAt: "desc" },
      take: MOST,
      select,
    }),
  ]);
  return [
    ...held.map(({ id, subject, toName, sendAt }) => ({
      kind: "email scheduled" as const,
      emailId: id,
      subject,
      who: toName,
      at: sendAt,
    })),
    ...failed.map(({ id, subject, toName, needsReviewAt, lastError }) => ({
      kind: "email to review" as const,
      emailId: id,
      subject,
      who: toName,
      why: lastError,
      at: needsReviewAt!,
    })),
  ];
}

/** Returns the emails that came in and wait for a decision; what a program wrote is on the list of emails alone. */
export async function listHeldEmails({ freelancerId }: Scope) {
  const rows = await db().inboundEmail.findMany({
    where: {
      freelancerId,
      heldAt: { not: null },
      filedAt: null,
      ignoredAt: null,
      automatic: null,
    },
    orderBy: { heldAt: "asc" },
    take: MOST,
    select: {
      id: true,
      subject: true,
      fromName: true,
      fromAddress: true,
      heldFor: true,
      receivedAt: true,
    },
  });
  return rows.flatMap(({ id, subject, fromName, fromAddress, heldFor, receivedAt }) =>
    heldFor
      ? {
          kind: "email held" as const,
          inboundId: id,
          subject,
          who: fromName || fromAddress || null,
          heldFor,
          at: receivedAt,
        }
      : [],
  );
}
