import { freelancerScope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import { closeDeadlines } from "@/features/deadlines/commands";
import { cancelWaiting } from "@/features/emails/commands";
import { planFollowUps } from "@/features/follow-ups/planning/commands";
import { planTestimonialsAgain } from "@/features/follow-ups/testimonials/commands";
import { markCompleted, type LockedProject } from "@/features/projects/commands";
import { showOnDelivery, toldOnDelivery } from "@/features/projects/extras/commands";
import type { Choices } from "@/features/projects/schema";
import { goOnWithout } from "@/features/sign-offs/commands";

/** The completion itself, in the transaction that holds the project: also of one that has waited. */
export async function completeWithin(
  tx: Tx,
  project: LockedProject,
  { doneIds, withExtras }: Choices,
  now: Date,
): Promise<void> {
  const projectId = project.id;
  const scope = freelancerScope(project.freelancerId);
  await markCompleted(tx, project, now);
  const unanswered = await goOnWithout(tx, { ...scope, projectId }, now);
  if (doneIds) await closeDeadlines(tx, scope, projectId, doneIds, now);
  const extras = withExtras ? await showOnDelivery(tx, project, now) : [];
  const isThanked = await planFollowUps(tx, scope, projectId, now, { extras, unanswered });
  if (isThanked) await toldOnDelivery(tx, projectId, now);
  await planTestimonialsAgain(tx, { freelancerId: scope.freelancerId, projectId }, now);
  for (const kind of ["deadline.moved", "project.completing"] as const)
    await cancelWaiting(tx, { kind, projectId }, now);
}
