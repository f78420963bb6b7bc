import { closeDeadlines } from "@/features/deadlines/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { cancelWaiting } from "@/features/emails/commands";
import { planFollowUps } from "@/features/follow-ups/planning/commands";
import { planTestimonialsAgain } from "@/features/follow-ups/testimonials/commands";
import { askAboutOpenItems } from "@/features/projects/checklist/commands";
import { lockProject, markCompleted } from "@/features/projects/commands";
import { settleRemedies, type RemedyAnswers } from "@/features/remedies/commands";
import { showOnDelivery, toldOnDelivery } from "@/features/projects/extras/commands";

/**
 * Completes a project and plans its follow-ups, together or not at all. Completing a completed
 * project changes nothing, however many do it at once: there is one thank-you and one check-back. Delay notices that
 * have not been sent are cancelled. Asked to, it refuses with "asks-again" and names what is still open on the
 * checklist; and it shows the extras that were private until then, which the thank-you tells. A remedy that is due
 * must have been kept, or it must be said why not.
 */
export async function completeProject(
  scope: Scope,
  projectId: string,
  now: Date,
  how: {
    asksAboutOpenItems?: boolean;
    withExtras?: boolean;
    doneIds?: string[];
    remedies?: RemedyAnswers;
  } = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (project.completedAt) return;
    await settleRemedies(tx, project, how.remedies ?? { keptIds: [] }, now);
    if (how.asksAboutOpenItems) await askAboutOpenItems(tx, projectId);
    await markCompleted(tx, project, now);
    if (how.doneIds) await closeDeadlines(tx, scope, projectId, how.doneIds, now);
    const extras = how.withExtras ? await showOnDelivery(tx, project, now) : [];
    const isThanked = await planFollowUps(tx, scope, projectId, now, extras);
    if (isThanked) await toldOnDelivery(tx, projectId, now);
    await planTestimonialsAgain(tx, { freelancerId: scope.freelancerId, projectId }, now);
    await cancelWaiting(tx, { kind: "deadline.moved", projectId }, now);
  });
}
