import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { INSTALL } from "@/email/door";
import { ownAccountOf, studioDoor } from "@/features/letters/accounts/rules";
import { notFound, Refusal } from "@/lib/errors";
import { notifyStudio } from "@/live/notify";
import { wake } from "@/queue/boss";

/**
 * Sends a letter that needs review once more, at this hour. One that may have arrived, by the account it would
 * leave by today: the same bytes under the same key; within the provider's 24 hours it cannot arrive twice,
 * later it can, which is why a person decides. Any other is written anew, for the account of today.
 */
export async function tryLetterAgain(scope: Scope, letterId: string, now: Date): Promise<void> {
  await settleReview(scope, letterId, async (tx) => {
    const { doubtSince, frozenCipher, accountId } = await tx.letter.findUniqueOrThrow({
      where: { id: letterId },
      select: { doubtSince: true, frozenCipher: true, accountId: true },
    });
    const studio = await tx.studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
      select: studioDoor,
    });
    const today = ownAccountOf(studio)?.id ?? INSTALL;
    const isSame = doubtSince !== null && frozenCipher !== null && (accountId ?? today) === today;
    await wake(tx, "carry-letters", now);
    return {
      needsReviewAt: null,
      settledAt: null,
      leasedUntil: null,
      lastError: null,
      leavesAt: now,
      postponedFrom: null,
      inHours: false,
      attempts: 0,
      ...(isSame
        ? { frozenAt: now, accountId: today }
        : { frozenAt: null, frozenCipher: null, accountId: null, doubtSince: null }),
    };
  });
}

/** Lets a letter that needs review be: it does not leave, and is not asked about again. */
export async function leaveLetter(scope: Scope, letterId: string, now: Date): Promise<void> {
  await settleReview(scope, letterId, async () => ({ needsReviewAt: null, skippedAt: now }));
}

async function settleReview(
  scope: Scope,
  letterId: string,
  decide: (tx: Tx) => Promise<Prisma.LetterUncheckedUpdateInput>,
): Promise<void> {
  await inTransaction(async (tx) => {
    await tx.$queryRaw(
      Prisma.sql`SELECT 1 FROM "Letter" WHERE "id" = ${letterId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`,
    );
    const letter = await tx.letter.findUnique({
      where: { id: letterId, freelancerId: scope.freelancerId },
      select: { needsReviewAt: true },
    });
    if (!letter) throw notFound("letter");
    if (!letter.needsReviewAt)
      throw new Refusal("already", "This letter has been decided on already.");
    await tx.letter.update({ where: { id: letterId }, data: await decide(tx) });
    await notifyStudio(tx, scope.freelancerId);
  });
}
