import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { isOnItsWay } from "@/features/cases/apology/commands";
import { lockCase, markClosed } from "@/features/cases/commands";
import type { ClosedCase } from "@/features/cases/schema";
import { markCase } from "@/features/clients/commands";
import { countPromised, dropProposed } from "@/features/remedies/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { inviteAfterCase } from "@/workflows/invite-testimonial/commands";

/**
 * Closes a case with its outcome and cause: its client sees progress again, and may be asked again. Without a remedy
 * that was promised it asks why there is none. Refused while the apology is on its way.
 */
export async function closeCase(scope: Scope, input: ClosedCase, now: Date): Promise<void> {
  const { caseId, outcome, cause, noRemedyWhy = "" } = input;
  await inTransaction(async (tx) => {
    const one = await lockCase(tx, scope, caseId);
    if (isOnItsWay(one)) throw new Refusal("not-allowed", say("cases.refused.aboutToBeSent"));
    const of = { freelancerId: one.freelancerId, clientId: one.clientId, caseId };
    if (!noRemedyWhy && (await countPromised(tx, of)) === 0)
      throw new Refusal("invalid", say("cases.refused.nothingPromised"), "noRemedyWhy");
    await markClosed(tx, one, { outcome, cause, noRemedyWhy }, now);
    await dropProposed(tx, of);
    await markCase(tx, one.clientId, null);
    await inviteAfterCase(tx, one, now);
  });
}
