import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { dayIn, toDateColumn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { notifyProject } from "@/live/notify";
import { deadlineOrder } from "./queries";
import { mayTakeOut } from "./rules";

type NewDeadline = {
  projectId: string;
  title: string;
  promisedOn: string;
  targetOn?: string;
  holder: "FREELANCER" | "CLIENT";
};

/** Adds a promise to a project that is not completed, for today or later in the studio's zone. */
export async function promiseDeadline(scope: Scope, input: NewDeadline, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await tx.project.findUnique({
      where: { id: input.projectId, freelancerId: scope.freelancerId },
      select: {
        id: true,
        completedAt: true,
        client: { select: { studio: { select: { zone: true } } } },
      },
    });
    if (!project) throw notFound("project");
    if (project.completedAt)
      throw new Refusal("not-allowed", "This project is completed. Reopen it to add a promise.");
    if (input.promisedOn < dayIn(project.client.studio.zone, now))
      throw new Refusal(
        "invalid",
        "Promised for: this day has passed. Please choose today or a later day.",
        "promisedOn",
      );
    const { _max } = await tx.deadline.aggregate({
      where: { projectId: project.id },
      _max: { position: true },
    });
    await tx.deadline.create({
      data: {
        position: _max.position ?? 0,
        freelancerId: scope.freelancerId,
        projectId: project.id,
        title: input.title,
        promisedOn: toDateColumn(input.promisedOn),
        targetOn: input.targetOn ? toDateColumn(input.targetOn) : null,
        holder: input.holder,
        createdAt: now,
      },
    });
    await notifyProject(tx, project.id);
  });
}

/** Marks a promise as at risk, or removes the mark. */
export async function markAtRisk(
  scope: Scope,
  deadlineId: string,
  atRisk: boolean,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const deadline = await getDeadline(tx, scope, deadlineId);
    if (atRisk && deadline.metAt)
      throw new Refusal("not-allowed", "This promise is done, so it’s not at risk.");
    await tx.deadline.update({
      where: { id: deadlineId },
      data: { atRiskAt: atRisk ? now : null },
    });
    await notifyProject(tx, deadline.projectId);
  });
}

/** Moves a deadline one place up or down in its project's own order. At the end it stays where it is. */
export async function reorderDeadline(
  scope: Scope,
  deadlineId: string,
  direction: "up" | "down",
): Promise<void> {
  await inTransaction(async (tx) => {
    const { projectId } = await getDeadline(tx, scope, deadlineId);
    await tx.$queryRaw(
      Prisma.sql`SELECT 1 FROM "Project" WHERE "id" = ${projectId}::uuid FOR NO KEY UPDATE`,
    );
    const order = await tx.deadline.findMany({
      where: { projectId, freelancerId: scope.freelancerId },
      orderBy: deadlineOrder,
      select: { id: true },
    });
    const at = order.findIndex((deadline) => deadline.id === deadlineId);
    const to = direction === "up" ? at - 1 : at + 1;
    const moved = order[at];
    const other = order[to];
    if (!moved || !other) return;
    order[at] = other;
    order[to] = moved;
    for (const [position, { id }] of order.entries())
      await tx.deadline.update({ where: { id }, data: { position } });
    await notifyProject(tx, projectId);
  });
}

/** Marks a promise as done. Marking it again keeps the first time. */
export async function meetDeadline(scope: Scope, deadlineId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { projectId } = await getDeadline(tx, scope, deadlineId);
    await tx.deadline.updateMany({
      where: { id: deadlineId, metAt: null },
      data: { metAt: now, sequence: { increment: 1 } },
    });
    await notifyProject(tx, projectId);
  });
}

/** Undoes "done", in case it was a mistake. */
export async function unmeetDeadline(scope: Scope, deadlineId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const { projectId } = await getDeadline(tx, scope, deadlineId);
    await tx.deadline.updateMany({
      where: { id: deadlineId, metAt: { not: null } },
      data: { metAt: null, sequence: { increment: 1 } },
    });
    await notifyProject(tx, projectId);
  });
}

/** Deletes a promise within ten minutes of making it. Later it can't be deleted. */
export async function takeOutDeadline(scope: Scope, deadlineId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const deadline = await getDeadline(tx, scope, deadlineId);
    if (!mayTakeOut(deadline, now))
      throw new Refusal(
        "too-late",
        "This promise can’t be deleted any more: it was added more than ten minutes ago or is done, so your client may have seen it. While it is open you can move its date.",
      );
    const { sequence, ...gone } = await tx.deadline.delete({
      where: { id: deadlineId },
      select: {
        id: true,
        freelancerId: true,
        projectId: true,
        title: true,
        promisedOn: true,
        sequence: true,
      },
    });
    // A calendar that has already fetched it is told that it was cancelled.
    await tx.calendarTombstone.create({
      data: { ...gone, sequence: sequence + 1, cancelledAt: now },
    });
    await notifyProject(tx, deadline.projectId);
  });
}

async function getDeadline(tx: Tx, scope: Scope, deadlineId: string) {
  const deadline = await tx.deadline.findUnique({
    where: { id: deadlineId, freelancerId: scope.freelancerId },
    select: { createdAt: true, metAt: true, projectId: true },
  });
  if (!deadline) throw notFound("deadline");
  return deadline;
}
