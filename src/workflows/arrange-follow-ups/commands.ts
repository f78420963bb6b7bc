import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import type { FollowUpKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { turnedOff } from "@/features/follow-ups/rules";
import { followUpLabels, followUpSettingsOf } from "@/features/follow-ups/settings/rules";
import { saveSwitches } from "@/features/follow-ups/settings/commands";
import type { FollowUpSettings } from "@/features/follow-ups/settings/schema";
import { byFreelancer, record } from "@/features/history/commands";
import { saveFollowUpTimes } from "@/features/studio/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

type TurnedOff = { kind: FollowUpKind; cancelled: number };

/**
 * Arranges when follow-ups are sent and which of them are sent at all. Turning a kind off cancels what is
 * planned or held of it, together or not at all; turning it on plans nothing by itself. What is planned
 * keeps its time. Refuses what was changed elsewhere since it was `seen`. Returns what was turned
 * off, and how many were cancelled with it.
 */
export async function arrangeFollowUps(
  scope: Scope,
  input: FollowUpSettings,
  now: Date,
  seen: Seen = {},
): Promise<TurnedOff[]> {
  return inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const studio = await tx.studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
      include: { switchedOff: true },
    });
    const before = followUpSettingsOf(studio);
    const changes = changesIn(input, before, seen, followUpLabels);
    const { kinds, ...times } = { ...before, ...changes };
    if (times.followUpsFrom >= times.followUpsUntil)
      throw new Refusal("invalid", say("followUps.settings.untilBeforeFrom"), "followUpsUntil");
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
