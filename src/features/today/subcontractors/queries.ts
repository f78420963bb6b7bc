import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { answersBy } from "@/features/studio/rules";
import type { StudioHours } from "@/features/today/cases/queries";
import { MOST } from "@/features/today/need";
import { fromDateColumn, toDateColumn, type Day } from "@/lib/dates";

const about = { id: true, title: true, subcontractor: { select: { name: true } } } as const;

/** Returns what subcontractors wait for: a reply, a date or a payment that is due, and answers that are not good. */
export async function listSubcontractorNeeds(scope: Scope, studio: StudioHours, today: Day) {
  const [messages, dates, answers] = await Promise.all([
    listMessages(scope, studio),
    listDates(scope, today),
    listAnswers(scope),
  ]);
  return [...messages, ...dates, ...answers];
}

async function listMessages({ freelancerId }: Scope, studio: StudioHours) {
  const rows = await db().assignment.findMany({
    where: { freelancerId, waitingSince: { not: null } },
    orderBy: { waitingSince: "asc" },
    take: MOST,
    select: {
      ...about,
      waitingSince: true,
      lines: {
        where: { isTheirs: true },
        orderBy: { writtenAt: "desc" },
        take: 1,
        select: { text: true },
      },
    },
  });
  return rows.map(({ id, title, subcontractor, waitingSince, lines }) => ({
    kind: "subcontractor waiting" as const,
    assignmentId: id,
    title,
    who: subcontractor.name,
    text: lines[0]?.text.slice(0, 300) ?? "",
    at: waitingSince!,
    answerBy: answersBy(studio, waitingSince!),
  }));
}

/** Their own dates are no need of the freelancer's before they are over; what the freelancer owes is one on its day. */
async function listDates({ freelancerId }: Scope, today: Day) {
  const day = toDateColumn(today);
  const rows = await db().assignmentDate.findMany({
    where: {
      freelancerId,
      doneOn: null,
      OR: [
        { kind: "PAY", promisedOn: { lte: day } },
        { kind: "MINE", promisedOn: { lte: day }, assignment: { doneAt: null } },
        { kind: "THEIRS", promisedOn: { lt: day }, assignment: { doneAt: null } },
      ],
    },
    orderBy: [{ promisedOn: "asc" }, { id: "asc" }],
    take: MOST,
    select: { id: true, kind: true, title: true, promisedOn: true, assignment: { select: about } },
  });
  return rows.map(({ id, kind, title, promisedOn, assignment }) => ({
    kind: "subcontractor date" as const,
    dateId: id,
    assignmentId: assignment.id,
    assignment: assignment.title,
    who: assignment.subcontractor.name,
    what: kind,
    title,
    promisedOn: fromDateColumn(promisedOn),
    isLate: fromDateColumn(promisedOn) < today,
  }));
}

async function listAnswers({ freelancerId }: Scope) {
  const rows = await db().assignmentQuestion.findMany({
    where: { freelancerId, verdict: { in: ["NEARLY", "NOT_UP_TO_MARK"] }, notedAt: null },
    orderBy: { answeredAt: "asc" },
    take: MOST,
    select: { answeredAt: true, verdict: true, words: true, assignment: { select: about } },
  });
  return rows.map(({ answeredAt, verdict, words, assignment }) => ({
    kind: "subcontractor unhappy" as const,
    assignmentId: assignment.id,
    title: assignment.title,
    who: assignment.subcontractor.name,
    isBad: verdict === "NOT_UP_TO_MARK",
    words,
    at: answeredAt!,
  }));
}
