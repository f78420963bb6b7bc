import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { fromDateColumn } from "@/lib/dates";
import { responsesOf, type DeskResponse, type Studio } from "./rules";

/** The most lines and pay dates that are read for the figures, the newest first. */
const MOST = 10_000;

export type ResponseTowards = DeskResponse & { assignmentId: string; subcontractorId: string };

/**
 * Returns the freelancer's answers to subcontractors, newest first, each in the studio's working minutes. Counted apart
 * from those to clients. `since` leaves out what was written before it.
 */
export async function listResponsesToSubcontractors(
  { freelancerId }: Scope,
  studio: Studio,
  since?: Date,
): Promise<ResponseTowards[]> {
  const lines = await db().$queryRaw<
    {
      assignmentId: string;
      subcontractorId: string;
      isTheirs: boolean;
      text: string;
      writtenAt: Date;
      noReplyAt: Date | null;
    }[]
  >`
    SELECT m."assignmentId", a."subcontractorId", m."isTheirs", left(m."text", 100) AS "text", m."writtenAt",
      m."noReplyAt"
    FROM "AssignmentMessage" m JOIN "Assignment" a ON a."id" = m."assignmentId"
    WHERE m."freelancerId" = ${freelancerId}::uuid
      AND (${since ?? null}::timestamptz IS NULL OR m."writtenAt" >= ${since ?? null}::timestamptz)
    ORDER BY m."writtenAt" DESC, m."id" DESC LIMIT ${MOST}`;
  const threads = Map.groupBy(lines.toReversed(), ({ assignmentId }) => assignmentId);
  return [...threads.values()]
    .flatMap((thread) => {
      const { assignmentId, subcontractorId } = thread[0]!;
      return responsesOf(thread, studio).map((one) => ({ ...one, assignmentId, subcontractorId }));
    })
    .toSorted((a, b) => b.answeredAt.getTime() - a.answeredAt.getTime());
}

/**
 * Returns the pay dates that were promised to subcontractors, newest first: the day, the first day that was promised
 * where it moved, and the day it was paid. The reader counts which were kept.
 */
export async function listPayDates({ freelancerId }: Scope) {
  const rows = await db().assignmentDate.findMany({
    where: { freelancerId, kind: "PAY" },
    orderBy: [{ promisedOn: "desc" }, { id: "desc" }],
    take: MOST,
    select: {
      id: true,
      assignmentId: true,
      promisedOn: true,
      doneOn: true,
      dateMoves: { orderBy: { movedAt: "asc" }, take: 1, select: { fromOn: true } },
      assignment: { select: { title: true, subcontractor: { select: { name: true } } } },
    },
  });
  return rows.map(({ id, assignmentId, assignment, promisedOn, doneOn, dateMoves: [first] }) => ({
    dateId: id,
    assignmentId,
    assignment: assignment.title,
    subcontractor: assignment.subcontractor.name,
    promisedOn: fromDateColumn(promisedOn),
    firstPromisedOn: fromDateColumn(first?.fromOn ?? promisedOn),
    paidOn: doneOn && fromDateColumn(doneOn),
  }));
}
