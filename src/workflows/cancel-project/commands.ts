import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { closeDeadlines } from "@/features/deadlines/commands";
import { cancelWaiting } from "@/features/emails/commands";
import { lockThread } from "@/features/messages/commands";
import { lockProject, markCancelled } from "@/features/projects/commands";
import { goOnWithout } from "@/features/sign-offs/commands";
import { stored } from "@/language/stored";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";
import { writeLine, type Posted } from "@/workflows/post-message/commands";

type Cancellation = {
  projectId: string;
  /** What the client reads about it; nothing is sent without. */ text?: string;
  formKey: string;
};

/**
 * Closes a project without a delivery: open dates are dropped, what is put before the client ends, held emails about
 * either are not sent, and nobody is thanked or asked. A completion that waited doesn't happen. The client is told in
 * the thread where there are words for it. All of it together or not at all; a project that is closed already stays as
 * it is. Returns the message, if one was written.
 */
export async function cancelProject(
  scope: Scope,
  { projectId, text, formKey }: Cancellation,
  now: Date,
): Promise<Posted | null> {
  const { freelancerId } = scope;
  return inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (project.completedAt) return null;
    await markCancelled(tx, project, now);
    await goOnWithout(tx, { freelancerId, projectId }, now);
    await closeDeadlines(tx, scope, projectId, [], now);
    await cancelFollowUps(tx, { freelancerId, projectId }, stored("projectCancelled"), now);
    for (const kind of ["deadline.moved", "project.completing"] as const)
      await cancelWaiting(tx, { kind, projectId }, now);
    if (!text) return null;
    const thread = await lockThread(tx, { freelancerId, projectId });
    return writeLine(tx, thread, { text, formKey }, now);
  });
}
