import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { dayIn, toDateColumn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { mayTakeOut } from "./rules";

type NewDeadline = { projectId: string; title: string; promisedOn: string; targetOn?: string; holder: "FREELANCER" | "CLIENT" };

/** A new promise in a project that is not completed, for today or later in the studio's zone. */
export async function promiseDeadline(scope: Scope, input: NewDeadline, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await tx.project.findUnique({
      where: { id: input.projectId, freelancerId: scope.freelancerId },
      select: { id: true, completedAt: true, client: { select: { studio: { select: { zone: true } } } } },
    });
    if (!project) throw notFound("project");
    if (project.completedAt) throw new Refusal("not-allowed", "This project is completed. Open it again to promise something more.");
    if (input.promisedOn < dayIn(project.client.studio.zone, now)) throw new Refusal("invalid", "Promised for: this day is over. Please choose today or a later day.", "promisedOn");
    await tx.deadline.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId: project.id,
        title: input.title,
        promisedOn: toDateColumn(input.promisedOn),
        targetOn: input.targetOn ? toDateColumn(input.targetOn) : null,
        holder: input.holder,
        createdAt: now,
      },
    });
  });
}

/** Marks a promise as met. Meeting a met one keeps the first time. */
export async function meetDeadline(scope: Scope, deadlineId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await getDeadline(tx, scope, deadlineId);
    await tx.deadline.updateMany({ where: { id: deadlineId, metAt: null }, data: { metAt: now } });
  });
}

/** Takes "met" back, for a press too many. */
export async function unmeetDeadline(scope: Scope, deadlineId: string): Promise<void> {
  await inTransaction(async (tx) => {
    await getDeadline(tx, scope, deadlineId);
    await tx.deadline.update({ where: { id: deadlineId }, data: { metAt: null } });
  });
}

/** Takes out a promise that was mistyped, within ten minutes of making it. Later it stands. */
export async function takeOutDeadline(scope: Scope, deadlineId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const deadline = await getDeadline(tx, scope, deadlineId);
    if (!mayTakeOut(deadline, now)) throw new Refusal("too-late", "This promise has stood for more than ten minutes, or is met: your client may have read it, so it stays.");
    await tx.deadline.delete({ where: { id: deadlineId } });
  });
}

async function getDeadline(tx: Tx, scope: Scope, deadlineId: string) {
  const deadline = await tx.deadline.findUnique({ where: { id: deadlineId, freelancerId: scope.freelancerId }, select: { createdAt: true, metAt: true } });
  if (!deadline) throw notFound("deadline");
  return deadline;
}
