import { databaseNow } from "@/db/clock";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import { say } from "@/language/say";
import { dayIn, instantAt, toDateColumn, type Day } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { regatherNotice } from "./notice/commands";
import { deadlineOrder } from "./queries";
import { mayTakeOut } from "./rules";

type NewDeadline = {
  projectId: string;
  title: string;
  promisedOn: string;
  targetOn?: string;
  holder: "FREELANCER" | "CLIENT";
  /** The day on which it was done already. */
  doneOn?: string;
};

/**
 * Adds a promise to a project that is not completed, for today or later in the studio's zone; one that was done already
 * may be for any day. Nobody gets an email.
 */
export async function promiseDeadline(scope: Scope, input: NewDeadline, now: Date): Promise<void> {
  await inTransaction((tx) => promiseWithin(tx, scope, input, now));
}

/** The same in the caller's transaction. What is wrong with the day is told beside the field called `dayField`. */
export async function promiseWithin(
  tx: Tx,
  scope: Scope,
  { doneOn, ...date }: NewDeadline,
  now: Date,
  dayField = "promisedOn",
): Promise<void> {
  const { projectId, title, promisedOn, targetOn, holder } = date;
  await lock(tx, scope, { project: projectId });
  const project = await tx.project.findUniqueOrThrow({
    where: { id: projectId, freelancerId: scope.freelancerId },
    select: { completedAt: true, client: { select: { studio: { select: { zone: true } } } } },
  });
  if (project.completedAt) throw new Refusal("not-allowed", say("deadlines.refused.completedAdd"));
  const { zone } = project.client.studio;
  if (!doneOn && promisedOn < dayIn(zone, now))
    throw new Refusal("invalid", say("deadlines.refused.past"), dayField);
  const metAt = doneOn ? doneAt(doneOn, zone, now) : null;
  const last = await tx.deadline.aggregate({ where: { projectId }, _max: { position: true } });
  const deadline = await tx.deadline.create({
    data: {
      position: last._max.position ?? 0,
      freelancerId: scope.freelancerId,
      projectId,
      title,
      promisedOn: toDateColumn(promisedOn),
      targetOn: targetOn ? toDateColumn(targetOn) : null,
      holder,
      metAt,
      createdAt: now,
    },
    select: { id: true },
  });
  const about = { ...byFreelancer(scope), at: now, projectId, subjectId: deadline.id };
  await record(tx, { ...about, kind: "deadline.promised", data: { title, on: promisedOn } });
  if (metAt) await record(tx, { ...about, kind: "deadline.met", data: { title } });
}

/** When a date was done that is entered afterwards: on today's day it is now, on an earlier one its noon. */
function doneAt(doneOn: Day, zone: string, now: Date): Date {
  const today = dayIn(zone, now);
  if (doneOn > today) throw new Refusal("invalid", say("deadlines.refused.doneAhead"), "doneOn");
  return doneOn === today ? now : instantAt(doneOn, "12:00", zone);
}

/** Marks a promise as at risk, or removes the mark. */
export async function markAtRisk(
  scope: Scope,
  deadlineId: string,
  atRisk: boolean,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const deadline = await lockDeadline(tx, scope, deadlineId);
    if (atRisk && deadline.metAt)
      throw new Refusal("not-allowed", say("deadlines.refused.doneNotAtRisk"));
    await tx.deadline.update({
      where: { id: deadlineId },
      data: { atRiskAt: atRisk ? now : null },
    });
    await record(tx, {
      ...byFreelancer(scope),
      kind: "deadline.marked",
      at: now,
      projectId: deadline.projectId,
      subjectId: deadlineId,
      data: { title: deadline.title, atRisk },
    });
  });
}

/** Moves a deadline one place up or down in its project's own order. At the end it stays where it is. */
export async function reorderDeadline(
  scope: Scope,
  deadlineId: string,
  direction: "up" | "down",
): Promise<void> {
  await inTransaction(async (tx) => {
    const { projectId } = await lockDeadline(tx, scope, deadlineId);
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
    await record(tx, { ...byFreelancer(scope), kind: "deadline.reordered", projectId });
  });
}

/** Marks a promise as done, one that was dropped too. Marking it again keeps the first time. */
export async function meetDeadline(scope: Scope, deadlineId: string, now: Date): Promise<void> {
  const done = { metAt: now, droppedAt: null };
  await setMet(scope, deadlineId, "deadline.met", now, { metAt: null }, done);
}

/**
 * A promise whose delivery was accepted is done since it was put before the client, in the transaction that holds its
 * project. One that is done already keeps its time.
 */
export async function meetDelivered(
  tx: Tx,
  scope: Scope,
  deadlineId: string,
  deliveredAt: Date,
): Promise<void> {
  const done = { metAt: deliveredAt, droppedAt: null };
  await setMetWithin(tx, scope, deadlineId, "deadline.met", deliveredAt, { metAt: null }, done);
}

/** Undoes "done", in case it was a mistake. */
export async function unmeetDeadline(scope: Scope, deadlineId: string): Promise<void> {
  const isMet = { metAt: { not: null } };
  await setMet(scope, deadlineId, "deadline.unmet", databaseNow(), isMet, { metAt: null });
}

async function setMet(
  scope: Scope,
  deadlineId: string,
  kind: "deadline.met" | "deadline.unmet",
  at: Date,
  onlyIf: Prisma.DeadlineWhereInput,
  data: { metAt: Date | null; droppedAt?: null },
): Promise<void> {
  await inTransaction((tx) => setMetWithin(tx, scope, deadlineId, kind, at, onlyIf, data));
}

async function setMetWithin(
  tx: Tx,
  scope: Scope,
  deadlineId: string,
  kind: "deadline.met" | "deadline.unmet",
  at: Date,
  onlyIf: Prisma.DeadlineWhereInput,
  data: { metAt: Date | null; droppedAt?: null },
): Promise<void> {
  const { projectId, title } = await lockDeadline(tx, scope, deadlineId);
  const { count } = await tx.deadline.updateMany({
    where: { ...onlyIf, id: deadlineId, freelancerId: scope.freelancerId },
    data: { ...data, sequence: { increment: 1 } },
  });
  if (count === 0) return;
  const about = { projectId, subjectId: deadlineId, data: { title } };
  await record(tx, { ...byFreelancer(scope), kind, at, ...about });
}

/**
 * Takes out a promise that was mistyped, within ten minutes of making it and before the client heard of it by an email,
 * or by being asked to accept it. Later it can be dropped. An email about it that waits says nothing of it any more.
 */
export async function takeOutDeadline(scope: Scope, deadlineId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const deadline = await lockDeadline(tx, scope, deadlineId);
    if (!mayTakeOut(deadline, now))
      throw new Refusal("too-late", say("deadlines.refused.tooLateToDelete"));
    if (await isTold(tx, deadlineId)) throw new Refusal("too-late", say("deadlines.refused.told"));
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
    const { projectId, title } = gone;
    const about = { projectId, subjectId: deadlineId, data: { title } };
    await regatherNotice(tx, scope, { projectId, newestId: deadlineId }, now);
    await record(tx, { ...byFreelancer(scope), kind: "deadline.removed", at: now, ...about });
  });
}

/** Whether a promise was put before the client, or an email about a move of it was sent, or may have been. */
async function isTold(tx: Tx, deadlineId: string): Promise<boolean> {
  if ((await tx.signOff.count({ where: { deadlineId } })) > 0) return true;
  const first = await tx.deadlineMove.findFirst({
    where: { deadlineId },
    orderBy: { movedAt: "asc" },
    select: { movedAt: true, deadline: { select: { projectId: true } } },
  });
  if (!first) return false;
  const { movedAt, deadline } = first;
  const about = { projectId: deadline.projectId, kind: "deadline.moved" };
  return (await tx.email.count({ where: { ...about, frozenAt: { gte: movedAt } } })) > 0;
}

/**
 * What becomes of the promises that are open when a project is completed, in the transaction that holds it: those that
 * are named are done with it, the others are dropped.
 */
export async function closeDeadlines(
  tx: Tx,
  scope: Scope,
  projectId: string,
  doneIds: string[],
  now: Date,
): Promise<void> {
  const open = await tx.deadline.findMany({
    where: { projectId, freelancerId: scope.freelancerId, metAt: null, droppedAt: null },
    orderBy: deadlineOrder,
    select: { id: true, title: true },
  });
  for (const { id, title } of open) {
    const isDone = doneIds.includes(id);
    await tx.deadline.update({
      where: { id },
      data: { ...(isDone ? { metAt: now } : { droppedAt: now }), sequence: { increment: 1 } },
    });
    const kind = isDone ? "deadline.met" : "deadline.dropped";
    const about = { projectId, subjectId: id, data: { title } };
    await record(tx, { ...byFreelancer(scope), kind, at: now, ...about });
  }
}

/**
 * What was done or dropped with a completion is open again with its reopening, in the transaction
 * that holds the project.
 */
export async function reopenDeadlines(tx: Tx, projectId: string, completedAt: Date): Promise<void> {
  const again = { sequence: { increment: 1 } };
  await tx.deadline.updateMany({
    where: { projectId, metAt: completedAt },
    data: { metAt: null, ...again },
  });
  await tx.deadline.updateMany({
    where: { projectId, droppedAt: completedAt },
    data: { droppedAt: null, ...again },
  });
}

/** A promise of the freelancer's, with its project locked: completing it and changing it take turns. */
export async function lockDeadline(tx: Tx, scope: Scope, deadlineId: string) {
  const where = { id: deadlineId, freelancerId: scope.freelancerId };
  const found = await tx.deadline.findUnique({ where, select: { projectId: true } });
  if (!found) throw notFound("deadline");
  await lock(tx, scope, { project: found.projectId });
  const deadline = await tx.deadline.findUnique({
    where,
    select: { title: true, createdAt: true, metAt: true, droppedAt: true, projectId: true },
  });
  if (!deadline) throw notFound("deadline");
  return deadline;
}
