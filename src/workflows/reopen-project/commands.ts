import { reopenDeadlines } from "@/features/deadlines/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lockProject, markReopened } from "@/features/projects/commands";
import { hideAgain } from "@/features/projects/extras/commands";
import { reopenRounds } from "@/features/sign-offs/commands";
import { stored } from "@/language/stored";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

/**
 * Opens a completed project again and cancels its follow-ups that have not been sent. What was sent
 * stays as it is, and is not sent again when the project is completed again. Extras that were shown
 * with the completion are private again when its thank-you is cancelled; promises that were done or dropped with it are
 * open again, and so is what was put before the client and went without an answer.
 */
export async function reopenProject(scope: Scope, projectId: string, now: Date): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (!project.completedAt) return;
    await markReopened(tx, project, now);
    await reopenDeadlines(tx, projectId, project.completedAt);
    await reopenRounds(tx, projectId, project.completedAt);
    // The project is open by now: what the thank-you would have mentioned is not for the next progress update.
    const why = stored("reopened");
    const cancelled = await cancelFollowUps(tx, { freelancerId, projectId }, why, now);
    if (cancelled.some((followUp) => followUp.kind === "THANK_YOU"))
      await hideAgain(tx, projectId, project.completedAt);
  });
}
