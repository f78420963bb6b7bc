import { db, type Tx } from "@/db/client";
import type { AskFacts } from "@/features/subcontractors/questions/rules";
import { dayIn, fromDateColumn } from "@/lib/dates";

/** As many as one run asks; the next has the rest. */
const MOST = 100;

/** Returns the questions whose time has come, of every studio. */
export async function listDueQuestions(now: Date) {
  return db().assignmentQuestion.findMany({
    where: { askedAt: null, skippedAt: null, dueAt: { lte: now } },
    orderBy: { dueAt: "asc" },
    take: MOST,
    select: { id: true, freelancerId: true, assignmentId: true },
  });
}

/** Returns what decides whether a subcontractor is asked about an assignment now. */
export async function findAskFacts(
  tx: Tx,
  about: { id: string; freelancerId: string; subcontractorId: string; doneAt: Date | null },
  now: Date,
): Promise<AskFacts> {
  const { id, freelancerId, subcontractorId, doneAt } = about;
  const person = await tx.subcontractor.findUniqueOrThrow({
    where: { id: subcontractorId, freelancerId },
    select: {
      address: true,
      zone: true,
      optedOutAt: true,
      linkRevokedAt: true,
      linkLastOn: true,
      studio: { select: { coolDownDays: true } },
    },
  });
  const isSuppressed =
    (await tx.suppression.count({
      where: { freelancerId, address: person.address.toLowerCase(), liftedAt: null },
    })) > 0;
  const last = await tx.assignmentQuestion.findFirst({
    where: {
      freelancerId,
      askedAt: { not: null },
      assignmentId: { not: id },
      assignment: { subcontractorId },
    },
    orderBy: { askedAt: "desc" },
    select: { askedAt: true },
  });
  const lastOn = person.linkLastOn && fromDateColumn(person.linkLastOn);
  return {
    doneAt,
    optedOutAt: person.optedOutAt,
    isClosed:
      person.linkRevokedAt !== null || (lastOn !== null && lastOn < dayIn(person.zone, now)),
    isSuppressed,
    lastAskedAt: last?.askedAt ?? null,
    coolDownDays: person.studio.coolDownDays,
  };
}
