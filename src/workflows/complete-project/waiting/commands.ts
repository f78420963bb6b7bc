import { freelancerScope, type Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { cancelWaiting } from "@/features/emails/commands";
import {
  dropCompletion,
  holdCompletion,
  lockProject,
  type LockedProject,
} from "@/features/projects/commands";
import { choices as storedChoices, type Choices } from "@/features/projects/schema";
import { emailAboutWait } from "@/features/sign-offs/notices/commands";
import { listOpen } from "@/features/sign-offs/queries";
import { goesOnAt } from "@/features/sign-offs/rules";
import { dayIn } from "@/lib/dates";
import { oneByOne } from "@/lib/one-by-one";
import { completeWithin } from "@/workflows/complete-project/completion/commands";

/**
 * A completion waits for what is open before the client: it is kept with what was chosen, and the client gets an
 * email with the day. False where nothing is open, or the studio doesn't wait. In the transaction that holds the
 * project.
 */
export async function waitForSignOff(
  tx: Tx,
  project: LockedProject,
  choices: Choices,
  now: Date,
): Promise<boolean> {
  const open = await listOpen(tx, project.freelancerId, project.id);
  if (open.length === 0) return false;
  const studio = await tx.studio.findUniqueOrThrow({
    where: { freelancerId: project.freelancerId },
    select: {
      zone: true,
      hours: true,
      country: true,
      daysOff: true,
      signOffWorkingDays: true,
    },
  });
  const completesAt = goesOnAt(studio, now);
  if (!completesAt) return false;
  const on = dayIn(studio.zone, completesAt);
  await holdCompletion(tx, project, { ...choices, completesAt, on }, now);
  const titles = open.map(({ title }) => title);
  await emailAboutWait(tx, project.id, { titles, completesAt }, now);
  return true;
}

/** A completion that waits is cancelled: the project stays open, and an email about it that was not sent isn't. */
export async function cancelCompletion(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await stopWaiting(tx, await lockProject(tx, scope, projectId), now);
  });
}

/** The same in the transaction that holds the project. */
export async function stopWaiting(tx: Tx, project: LockedProject, now: Date): Promise<void> {
  if (!project.completesAt) return;
  await dropCompletion(tx, project, now);
  await cancelWaiting(tx, { kind: "project.completing", projectId: project.id }, now);
}

/** Completes a project whose completion waits at once, whatever is still open. */
export async function completeNow(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await completeWaiting(tx, await lockProject(tx, scope, projectId), now);
  });
}

/** The same in the transaction that holds the project: with what was chosen when it began to wait. */
export async function completeWaiting(tx: Tx, project: LockedProject, now: Date): Promise<void> {
  if (!project.completesAt) return;
  const { completesWith } = await tx.project.findUniqueOrThrow({
    where: { id: project.id, freelancerId: project.freelancerId },
    select: { completesWith: true },
  });
  await completeWithin(tx, project, storedChoices.parse(completesWith), now);
}

/** As many as one run completes. */
const MOST = 100;

/** Completes each project that has waited long enough, in a transaction of its own. */
export async function completeDue(now: Date): Promise<void> {
  const due = await db().project.findMany({
    where: { completedAt: null, completesAt: { lte: now } },
    orderBy: { completesAt: "asc" },
    take: MOST,
    select: { id: true, freelancerId: true },
  });
  await oneByOne(due, "a project that waited could not be completed", ({ id, freelancerId }) =>
    inTransaction(async (tx) => {
      const project = await lockProject(tx, freelancerScope(freelancerId), id);
      // The client may have answered meanwhile, or the freelancer cancelled it.
      if (project.completesAt && project.completesAt <= now)
        await completeWaiting(tx, project, now);
    }),
  );
}
