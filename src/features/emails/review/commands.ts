import { byFreelancer, record } from "@/features/history/commands";
import { lock } from "@/db/locks";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import { say } from "@/language/say";
import { INSTALL, transport } from "@/mail/transport";
import { ownAccountOf, studioTransport } from "@/features/emails/accounts/rules";
import { notFound, Refusal } from "@/lib/errors";
import { wake } from "@/queue/boss";

/**
 * Sends an email that needs review again, at any hour. If it may have arrived, the same account
 * sends the same bytes under the same key: within the provider's 24 hours it cannot arrive twice,
 * later it can, which is why a person decides. Any other email is written again for the current
 * account.
 */
export async function tryEmailAgain(scope: Scope, emailId: string, now: Date): Promise<void> {
  await settleReview(scope, emailId, "email.retried", now, async (tx) => {
    const {
      doubtSince,
      frozenCipher,
      accountId,
      transport: by,
    } = await tx.email.findUniqueOrThrow({
      where: { id: emailId },
      select: { doubtSince: true, frozenCipher: true, accountId: true, transport: true },
    });
    const studio = await tx.studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
      select: studioTransport,
    });
    const own = ownAccountOf(studio);
    const today = own?.id ?? INSTALL;
    // Where two attempts cannot be one email the person has decided for a second.
    const canBeOne = by !== "SMTP" && (own?.by ?? transport()) !== "SMTP";
    const isSame =
      canBeOne && doubtSince !== null && frozenCipher !== null && (accountId ?? today) === today;
    wake(tx, "deliver-emails", now);
    return {
      needsReviewAt: null,
      settledAt: null,
      leasedUntil: null,
      lastError: null,
      sendAt: now,
      postponedFrom: null,
      inHours: false,
      attempts: 0,
      ...(isSame
        ? { frozenAt: now, accountId: today }
        : {
            frozenAt: null,
            frozenCipher: null,
            accountId: null,
            doubtSince: null,
            unsentSince: null,
          }),
    };
  });
}

/** Decides not to send an email that needs review. It is not asked about again. */
export async function dismissEmail(scope: Scope, emailId: string, now: Date): Promise<void> {
  await settleReview(scope, emailId, "email.dismissed", now, async () => ({
    needsReviewAt: null,
    skippedAt: now,
  }));
}

async function settleReview(
  scope: Scope,
  emailId: string,
  kind: "email.retried" | "email.dismissed",
  now: Date,
  decide: (tx: Tx) => Promise<Prisma.EmailUncheckedUpdateInput>,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { email: emailId });
    const email = await tx.email.findUnique({
      where: { id: emailId, freelancerId: scope.freelancerId },
      select: {
        needsReviewAt: true,
        subject: true,
        projectId: true,
        contactId: true,
        subcontractorId: true,
      },
    });
    if (!email) throw notFound("email");
    if (!email.needsReviewAt) throw new Refusal("already", say("emails.refused.decided"));
    await tx.email.update({ where: { id: emailId }, data: await decide(tx) });
    await record(tx, {
      ...byFreelancer(scope),
      kind,
      at: now,
      projectId: email.projectId ?? undefined,
      contactId: email.contactId ?? undefined,
      subcontractorId: email.subcontractorId ?? undefined,
      subjectId: emailId,
      data: { subject: email.subject },
    });
  });
}
