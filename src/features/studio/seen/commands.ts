import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { forgetOpened } from "@/features/clients/opened/commands";
import { byFreelancer, record } from "@/features/history/commands";

/**
 * Whether the studio wants to know when its clients were on their pages. Turned off, no page tells it any more, and
 * what was known is deleted. What is so already stays as it is.
 */
export async function switchSeen(scope: Scope, isOn: boolean, now: Date): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { count } = await tx.studio.updateMany({
      where: { freelancerId, seenOffAt: isOn ? { not: null } : null },
      data: { seenOffAt: isOn ? null : now },
    });
    if (count === 0) return;
    if (!isOn) await forgetOpened(tx, scope);
    await record(tx, { ...byFreelancer(scope), kind: "seen.switched", at: now, data: { isOn } });
  });
}
