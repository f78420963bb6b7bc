import type { Tx } from "@/db/client";
import { forgottenWords } from "@/features/emails/commands";

/**
 * Forgets the words of a freelancer's emails that were settled before an instant, at most `most`. That they
 * were, to whom, when and about what stays. Returns how many.
 */
export function forgetEmailWords(
  tx: Tx,
  freelancerId: string,
  before: Date,
  most: number,
  now: Date,
): Promise<number> {
  const { wordsCipher } = forgottenWords(now);
  return tx.$executeRaw`
    UPDATE "Email" SET "wordsCipher" = ${wordsCipher}, "frozenCipher" = NULL, "forgottenAt" = ${now}
    WHERE "id" IN (SELECT "id" FROM "Email" WHERE "freelancerId" = ${freelancerId}::uuid AND "settledAt" < ${before}
      AND "forgottenAt" IS NULL AND "needsReviewAt" IS NULL
      LIMIT ${most})`;
}
