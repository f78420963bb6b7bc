import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { AssignmentDateKind } from "@/db/enums";
import { cancelEmail, enqueueEmail, gatherEmail } from "@/features/emails/commands";
import { toSubcontractor } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import {
  emailAbout,
  lockAssignment,
  type LockedAssignment,
} from "@/features/subcontractors/assignments/locked";
import { moved, paid } from "@/features/subcontractors/emails";
import { say } from "@/language/say";
import { dayIn, fromDateColumn, toDateColumn, type Day } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { judgeMove, refuseHalfAnAmount } from "./rules";

type NewDate = {
  kind: AssignmentDateKind;
  title?: string;
  promisedOn: Day;
  hundredths?: number;
  currency?: string;
};

/** Agrees on a date, in the transaction that holds the assignment. */
export async function agree(
  tx: Tx,
  assignment: LockedAssignment,
  { kind, title = "", promisedOn, hundredths, currency }: NewDate,
  now: Date,
): Promise<void> {
  const { id: assignmentId, freelancerId } = assignment;
  const { id } = await tx.assignmentDate.create({
    data: {
      freelancerId,
      assignmentId,
      kind,
      title,
      promisedOn: toDateColumn(promisedOn),
      hundredths,
      currency,
      createdAt: now,
    },
    select: { id: true },
  });
  const data = { title, on: promisedOn };
  await record(tx, {
    ...factOf(assignment, id, now),
    kind: "assignmentDate.promised",
    data,
  });
}

const factOf = (
  { freelancerId, projectId, subcontractorId }: LockedAssignment,
  subjectId: string,
  at: Date,
) => ({ freelancerId, projectId, subcontractorId, subjectId, at, actor: "FREELANCER" as const });

/** Agrees on another date of an assignment. They see it on their page. */
export async function addDate(
  scope: Scope,
  { assignmentId, ...date }: { assignmentId: string } & NewDate,
  now: Date,
): Promise<void> {
  refuseHalfAnAmount(date.hundredths, date.currency);
  await inTransaction(async (tx) =>
    agree(tx, await lockAssignment(tx, scope, assignmentId), date, now),
  );
}

/**
 * Moves an agreed date. Later only with a reason. They see the old day struck through with the reason, and all moves
 * of the time to undo are one email.
 */
export async function moveDate(
  scope: Scope,
  { dateId, toOn, reason = "" }: { dateId: string; toOn: Day; reason?: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { assignment, date } = await lockDate(tx, scope, dateId);
    const { freelancerId, studio } = assignment;
    const today = dayIn(studio.zone, now);
    const { toldDaysEarly } = judgeMove(date, { toOn, reason }, today);
    await tx.assignmentDate.update({
      where: { id: dateId, freelancerId },
      data: { promisedOn: toDateColumn(toOn) },
    });
    await tx.assignmentDateMove.create({
      data: {
        freelancerId,
        dateId,
        fromOn: toDateColumn(date.promisedOn),
        toOn: toDateColumn(toOn),
        reason,
        movedAt: now,
        toldDaysEarly,
      },
    });
    const data = { title: date.title, from: date.promisedOn, to: toOn };
    await record(tx, { ...factOf(assignment, dateId, now), kind: "assignmentDate.moved", data });
    await emailMoves(tx, assignment, now);
  });
}

/** One email about all moves of the time to undo: of each date, from where it was to where it is. */
async function emailMoves(tx: Tx, assignment: LockedAssignment, now: Date): Promise<void> {
  const { id, freelancerId, projectId, studio, person, locale, title, page } = assignment;
  if (!page) return;
  const batch = {
    kind: "assignment.moved" as const,
    projectId,
    assignmentId: id,
    envelope: toSubcontractor(studio, person),
    at: now,
    delaySeconds: studio.emailHoldSeconds,
  };
  await gatherEmail(tx, batch, async (since) => {
    const moves = await tx.assignmentDateMove.findMany({
      where: { freelancerId, movedAt: { gte: since }, date: { assignmentId: id } },
      orderBy: [{ movedAt: "asc" }, { id: "asc" }],
      select: {
        id: true,
        dateId: true,
        fromOn: true,
        toOn: true,
        reason: true,
        date: { select: { kind: true, title: true } },
      },
    });
    const changes = [...Map.groupBy(moves, ({ dateId }) => dateId).values()].flatMap((all) => {
      const [first, last] = [all[0]!, all.at(-1)!];
      const from = fromDateColumn(first.fromOn);
      const to = fromDateColumn(last.toOn);
      return from === to ? [] : { ...last.date, from, to, reason: last.reason };
    });
    if (changes.length === 0) return null;
    const names = { freelancerName: studio.freelancerName, name: person.name, title };
    const written = moved(locale, { ...names, changes, today: dayIn(studio.zone, now) }, page);
    return { ...written, newestId: moves.at(-1)!.id };
  });
}

/**
 * A date is done on a day that is not to come; for a payment, it was paid then, and they get an email. Saying so again
 * changes nothing.
 */
export async function keepDate(
  scope: Scope,
  { dateId, doneOn }: { dateId: string; doneOn: Day },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { assignment, date } = await lockDate(tx, scope, dateId);
    if (date.doneOn) return;
    const { freelancerId, studio, person, locale, page, title } = assignment;
    const today = dayIn(studio.zone, now);
    if (doneOn > today)
      throw new Refusal("invalid", say("subcontractors.refused.dayToCome"), "doneOn");
    await tx.assignmentDate.update({
      where: { id: dateId, freelancerId },
      data: { doneOn: toDateColumn(doneOn) },
    });
    const data = { title: date.title };
    await record(tx, { ...factOf(assignment, dateId, now), kind: "assignmentDate.kept", data });
    if (date.kind !== "PAY" || !page) return;
    const names = { freelancerName: studio.freelancerName, name: person.name, title };
    await enqueueEmail(tx, {
      ...emailAbout(assignment),
      ...paid(locale, { ...names, ...date, doneOn, today }, page),
      kind: "assignment.paid",
      dedupeKey: paidKey(dateId, doneOn),
      sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
    });
  });
}

const paidKey = (dateId: string, doneOn: Day) => `assignment.paid:${dateId}:${doneOn}`;

/** A date is not done after all. An email about a payment that has not been sent is cancelled. */
export async function unkeepDate(scope: Scope, dateId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { assignment, date } = await lockDate(tx, scope, dateId);
    if (!date.doneOn) return;
    const { freelancerId } = assignment;
    await tx.assignmentDate.update({
      where: { id: dateId, freelancerId },
      data: { doneOn: null },
    });
    const email = await tx.email.findUnique({
      where: { dedupeKey: paidKey(dateId, date.doneOn), freelancerId },
      select: { id: true },
    });
    if (email) await cancelEmail(tx, email.id, now);
    const data = { title: date.title };
    await record(tx, {
      ...factOf(assignment, dateId, now),
      kind: "assignmentDate.reopened",
      data,
    });
  });
}

async function lockDate(tx: Tx, scope: Scope, dateId: string) {
  const { freelancerId } = scope;
  const where = { id: dateId, freelancerId };
  const found = await tx.assignmentDate.findUnique({ where, select: { assignmentId: true } });
  if (!found) throw notFound("date");
  const assignment = await lockAssignment(tx, scope, found.assignmentId);
  const date = await tx.assignmentDate.findUniqueOrThrow({
    where,
    select: {
      kind: true,
      title: true,
      promisedOn: true,
      doneOn: true,
      hundredths: true,
      currency: true,
    },
  });
  const { promisedOn, doneOn, ...rest } = date;
  return {
    assignment,
    date: {
      ...rest,
      promisedOn: fromDateColumn(promisedOn),
      doneOn: doneOn && fromDateColumn(doneOn),
    },
  };
}

/** Deletes a date that was a mistake. */
export async function removeDate(scope: Scope, dateId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { assignment, date } = await lockDate(tx, scope, dateId);
    if (date.doneOn) throw new Refusal("not-allowed", say("subcontractors.refused.done"));
    const { freelancerId } = assignment;
    await tx.assignmentDate.delete({ where: { id: dateId, freelancerId } });
    await emailMoves(tx, assignment, now);
    const data = { title: date.title };
    await record(tx, { ...factOf(assignment, dateId, now), kind: "assignmentDate.removed", data });
  });
}
