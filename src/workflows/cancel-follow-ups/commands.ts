import type { Tx } from "@/db/client";
import {
  cancelPlanned,
  cancelReminder,
  type Waiting,
  type Which,
} from "@/features/follow-ups/commands";
import { stored } from "@/language/stored";
import { tellLater } from "@/features/projects/extras/commands";
import { dropQuietCheck } from "@/features/quiet-clients/commands";
import { cancelInvitation } from "@/features/testimonials/commands";
import { cancelSurvey } from "@/features/surveys/commands";

/**
 * Cancels follow-ups that have not been sent, with the reason, in the caller's transaction. With an invitation that is
 * cancelled goes its question, which nobody has seen, and the question's reminder. Returns what was cancelled.
 */
export async function cancelFollowUps(
  tx: Tx,
  which: Which,
  why: string,
  now: Date,
): Promise<Waiting[]> {
  const cancelled = await cancelPlanned(tx, which, why, now);
  for (const followUp of cancelled) await cancelWith(tx, followUp, now);
  return cancelled;
}

/**
 * What goes with a follow-up that is not sent. With the email of a check-back its question, and the question's
 * reminder; with a thank-you what it would have mentioned, which is told by the next progress update; with an
 * invitation the testimonial it asks for.
 */
export async function cancelWith(tx: Tx, followUp: Waiting, now: Date): Promise<void> {
  const { kind, emailId, projectId, contactId } = followUp;
  if (kind === "THANK_YOU" && projectId) return tellLater(tx, projectId);
  if (kind === "QUIET_CHECK" && projectId) return dropQuietCheck(tx, { projectId, contactId });
  if (kind === "TESTIMONIAL" && projectId) return cancelInvitation(tx, { projectId, contactId });
  if (kind !== "CHECK_BACK" || !emailId || !projectId) return;
  const about = { projectId, contactId };
  await cancelReminder(tx, about, stored("nothingAsked"), now);
  await cancelSurvey(tx, about);
}
