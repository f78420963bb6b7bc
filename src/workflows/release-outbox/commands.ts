import { inTransaction } from "@/db/client";
import { lockClosed, openOutbox } from "@/features/emails/quarantine/commands";
import { holdFollowUps } from "@/features/follow-ups/commands";
import { Refusal } from "@/lib/errors";
import { replayErasures } from "@/workflows/erase-client/replay/commands";

/**
 * Opens a closed outbox again. What was written before it was closed and is due by now may have been sent from the
 * original: a person decides on each email, and on each follow-up that would write one. What was erased since
 * the copy was made is erased again first, and where that fails the outbox stays closed. Returns how many
 * emails are to be decided on; null when it was open.
 */
export async function releaseOutbox(now: Date): Promise<number | null> {
  const unfinished = await replayErasures();
  if (unfinished > 0)
    throw new Refusal(
      "not-allowed",
      `The outbox stays closed: ${unfinished} erasures could not be finished, and the log says why. Once they are ` +
        "(npm run erasures -- replay), release it again.",
    );
  return inTransaction(async (tx) => {
    const closedAt = await lockClosed(tx);
    if (!closedAt) return null;
    // Follow-ups are locked before emails, as everywhere.
    await holdFollowUps(tx, closedAt, now);
    return openOutbox(tx, closedAt, now);
  });
}
