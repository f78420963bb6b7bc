import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { fromDateColumn } from "@/lib/dates";
import type { Asked, CaseAnswer, DeadlineAnswer, ProjectAnswer, SurveyAnswer } from "./schema";

/** Which rows: those after one, newest first, or the one of this id. An id of somebody else's finds nothing. */
export type Which = Asked | { id: string };

const isoOr = (at: Date | null) => at?.toISOString() ?? null;

/** A page's rows and one more, by which it is known whether there is a next. */
function rangeOf({ freelancerId }: Scope, which: Which) {
  const of = "id" in which ? { id: which.id } : which.after ? { id: { lt: which.after } } : {};
  return {
    where: { freelancerId, ...of },
    orderBy: { id: "desc" as const },
    take: "id" in which ? 1 : which.limit + 1,
  };
}

/** Returns projects as other programs read them. */
export async function readProjects(scope: Scope, which: Which): Promise<ProjectAnswer[]> {
  const rows = await db().project.findMany({
    ...rangeOf(scope, which),
    select: {
      id: true,
      title: true,
      summary: true,
      client: { select: { id: true, name: true } },
      contact: { select: { id: true, name: true } },
      createdAt: true,
      completedAt: true,
      cancelledAt: true,
      archivedAt: true,
    },
  });
  return rows.map(({ createdAt, completedAt, cancelledAt, archivedAt, ...row }) => ({
    ...row,
    state: cancelledAt ? "cancelled" : completedAt ? "completed" : "open",
    createdAt: createdAt.toISOString(),
    completedAt: cancelledAt ? null : isoOr(completedAt),
    cancelledAt: isoOr(cancelledAt),
    archivedAt: isoOr(archivedAt),
  }));
}

const HOLDERS = { FREELANCER: "freelancer", CLIENT: "client" } as const;

/** Returns promised dates as other programs read them. */
export async function readDeadlines(scope: Scope, which: Which): Promise<DeadlineAnswer[]> {
  const rows = await db().deadline.findMany({
    ...rangeOf(scope, which),
    select: {
      id: true,
      projectId: true,
      title: true,
      promisedOn: true,
      targetOn: true,
      holder: true,
      atRiskAt: true,
      metAt: true,
      droppedAt: true,
      createdAt: true,
    },
  });
  return rows.map(({ promisedOn, targetOn, holder, atRiskAt, metAt, droppedAt, ...row }) => ({
    ...row,
    promisedOn: fromDateColumn(promisedOn),
    targetOn: targetOn ? fromDateColumn(targetOn) : null,
    holder: HOLDERS[holder],
    state: metAt ? "met" : droppedAt ? "dropped" : "open",
    atRiskAt: isoOr(atRiskAt),
    metAt: isoOr(metAt),
    droppedAt: isoOr(droppedAt),
    createdAt: row.createdAt.toISOString(),
  }));
}

const VERDICTS = {
  UP_TO_MARK: "up to mark",
  NEARLY: "nearly",
  NOT_UP_TO_MARK: "not up to mark",
} as const;

/** Returns answers to surveys as other programs read them, each revision by itself. */
export async function readAnswers(scope: Scope, which: Which): Promise<SurveyAnswer[]> {
  const rows = await db().answer.findMany({
    ...rangeOf(scope, which),
    select: {
      id: true,
      surveyId: true,
      ordinal: true,
      verdict: true,
      effort: true,
      words: true,
      doubts: true,
      answeredAt: true,
      survey: { select: { projectId: true, contactId: true } },
    },
  });
  return rows.map(({ ordinal, verdict, doubts, answeredAt, survey, ...row }) => ({
    ...row,
    ...survey,
    verdict: VERDICTS[verdict],
    isRevision: ordinal > 1,
    isInDoubt: doubts.length > 0,
    answeredAt: answeredAt.toISOString(),
  }));
}

const OUTCOMES = { KEPT: "kept", LOST: "lost", UNCLEAR: "unclear" } as const;

/** Returns recovery cases as other programs read them. */
export async function readCases(scope: Scope, which: Which): Promise<CaseAnswer[]> {
  const rows = await db().case.findMany({
    ...rangeOf(scope, which),
    select: {
      id: true,
      clientId: true,
      contactId: true,
      projectId: true,
      openedAt: true,
      firstRespondedAt: true,
      apologizedAt: true,
      repliedAt: true,
      closedAt: true,
      outcome: true,
      cause: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    state: row.closedAt ? "closed" : "open",
    openedAt: row.openedAt.toISOString(),
    firstRespondedAt: isoOr(row.firstRespondedAt),
    apologizedAt: isoOr(row.apologizedAt),
    repliedAt: isoOr(row.repliedAt),
    closedAt: isoOr(row.closedAt),
    outcome: row.outcome ? OUTCOMES[row.outcome] : null,
  }));
}
