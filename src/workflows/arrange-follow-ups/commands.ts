import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import type { FollowUpKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { turnedOff } from "@/features/follow-ups/kinds";
import { saveSwitches } from "@/features/follow-ups/settings/commands";
import type { FollowUpSettings } from "@/features/follow-ups/settings/schema";
import { byFreelancer, record } from "@/features/history/commands";
import { saveFollowUpTimes } from "@/features/studio/commands";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

export type TurnedOff = { kind: FollowUpKind; cancelled: number };

/**
 * Arranges when follow-ups are sent and which of them are sent at all. Turning a kind off cancels what is
 * planned or held of it, together or not at all; turning it on plans nothing by itself. What is planned
 * keeps its time. Returns what was turned off, and how many were cancelled with it.
 */
export async function arrangeFollowUps(
  scope: Scope,
  input: FollowUpSettings,
  now: Date,
): Promise<TurnedOff[]> {
  const { kinds, ...times } = input;
  return inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    await saveFollowUpTimes(tx, scope, times);
    const turned: TurnedOff[] = [];
    for (const kind of await saveSwitches(tx, scope, kinds, now)) {
      const which = { freelancerId: scope.freelancerId, kind };
      const cancelled = await cancelFollowUps(tx, which, turnedOff(kind), now);
      turned.push({ kind, cancelled: cancelled.length });
    }
    await record(tx, { ...byFreelancer(scope), kind: "followUps.arranged", at: now });
    return turned;
  });
}
