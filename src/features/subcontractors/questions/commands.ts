import type { Scope, SubcontractorScope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { cancelWaitingAbout, enqueueEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { byFreelancer, bySubcontractor, record } from "@/features/history/commands";
import {
  emailAbout,
  lockAssignment,
  type LockedAssignment,
} from "@/features/subcontractors/assignments/locked";
import { answered, asked } from "@/features/subcontractors/emails";
import { deskUnsubscribeLink } from "@/features/subcontractors/links/commands";
import type { WorkingAnswer } from "@/features/subcontractors/schema";
import { refusal } from "@/language/refusals";
import { studioLocaleOf } from "@/language/studio";
import { contactHoursOf } from "@/lib/contact-hours";
import { notFound } from "@/lib/errors";
import { links } from "@/lib/links";
import { oneByOne } from "@/lib/one-by-one";
import { findAskFacts, listDueQuestions } from "./queries";
import { QUESTION_DAYS, questionDueAt, questionStateOf, whyNotAsked, type WhyNot } from "./rules";

/** Plans the one question about an assignment that is done now, in the transaction that holds it. */
export async function planQuestion(
  tx: Tx,
  { id: assignmentId, freelancerId, person, studio }: LockedAssignment,
  doneAt: Date,
): Promise<void> {
  const hours = contactHoursOf(person, studio);
  const dueAt = questionDueAt(doneAt, studio.checkBackWorkingDays, hours);
  // One that was asked before the assignment was reopened stays: nobody is asked twice.
  await tx.assignmentQuestion.createMany({
    data: [{ freelancerId, assignmentId, dueAt }],
    skipDuplicates: true,
  });
}

/** Drops the question of a reopened assignment, unless it was asked, in the transaction that holds it. */
export async function dropQuestion(
  tx: Tx,
  about: { freelancerId: string; assignmentId: string },
): Promise<void> {
  await tx.assignmentQuestion.deleteMany({ where: { ...about, askedAt: null } });
}

/** Asks each subcontractor whose question is due, or says why not. One that fails holds up no other. */
export async function askSubcontractors(now: Date): Promise<void> {
  const failed = "a subcontractor could not be asked";
  await oneByOne(await listDueQuestions(now), failed, ({ freelancerId, assignmentId }) =>
    inTransaction(async (tx) => {
      // Read without a lock first: a person's row comes before their assignment's.
      const found = await tx.assignment.findUnique({
        where: { id: assignmentId, freelancerId },
        select: { subcontractorId: true },
      });
      if (!found) return;
      await lock(tx, { freelancerId }, { subcontractor: found.subcontractorId });
      await ask(tx, await lockAssignment(tx, { freelancerId }, assignmentId), now);
    }),
  );
}

async function ask(tx: Tx, assignment: LockedAssignment, now: Date): Promise<void> {
  const { id: assignmentId, freelancerId, projectId, subcontractorId } = assignment;
  const where = { freelancerId, assignmentId, askedAt: null, skippedAt: null };
  const why = whyNotAsked(await findAskFacts(tx, assignment, now), now);
  const expiresAt = new Date(now.getTime() + QUESTION_DAYS * 86_400_000);
  const { count } = await tx.assignmentQuestion.updateMany({
    where,
    data: why ? { skippedAt: now, skippedWhy: why } : { askedAt: now, expiresAt },
  });
  if (count === 0) return;
  const fact = { freelancerId, at: now, projectId, subcontractorId, actor: "UPTOMARK" as const };
  if (why || !assignment.page) return record(tx, { ...fact, kind: "assignmentQuestion.skipped" });
  await record(tx, { ...fact, kind: "assignmentQuestion.asked" });
  const { studio, person, title, locale, page } = assignment;
  const names = { freelancerName: studio.freelancerName, name: person.name, title };
  const unsubscribe = await deskUnsubscribeLink(tx, { freelancerId, id: subcontractorId });
  await enqueueEmail(tx, {
    ...emailAbout(assignment),
    ...asked(locale, names, { page: `${page}#question`, unsubscribe }),
    kind: "assignment.asked",
    dedupeKey: `assignment.asked:${assignmentId}`,
    sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
    inHours: true,
  });
}

/** The freelancer decides that a planned question is not asked. Doing so again changes nothing. */
export async function skipQuestion(scope: Scope, assignmentId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { freelancerId, projectId, subcontractorId } = await lockAssignment(
      tx,
      scope,
      assignmentId,
    );
    const { count } = await tx.assignmentQuestion.updateMany({
      where: { freelancerId, assignmentId, askedAt: null, skippedAt: null },
      data: { skippedAt: now, skippedWhy: "YOU" satisfies WhyNot },
    });
    if (count === 0) return;
    const about = { ...byFreelancer(scope), at: now, projectId, subcontractorId };
    await record(tx, { ...about, kind: "assignmentQuestion.skipped" });
  });
}

/**
 * Takes a subcontractor's answer. The first one counts, however many are sent at once; the freelancer gets one email
 * about it in the same transaction. Refused before it was asked, once it is answered, and when it has run out.
 */
export async function answerQuestion(
  scope: SubcontractorScope,
  assignmentId: string,
  { working: verdict, words = "" }: WorkingAnswer,
  now: Date,
): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    const assignment = await lockAssignment(tx, scope, assignmentId);
    const question = await tx.assignmentQuestion.findUnique({
      where: { freelancerId_assignmentId: { freelancerId, assignmentId } },
      select: { id: true, askedAt: true, answeredAt: true, expiresAt: true },
    });
    const state = question ? questionStateOf(question, now) : "not asked";
    if (!question || state === "not asked") throw notFound("question");
    if (state === "answered") throw refusal("too-late", "surveyAnswered");
    if (state === "expired") throw refusal("too-late", "surveyClosed");
    await tx.assignmentQuestion.update({
      where: { id: question.id, freelancerId },
      data: { answeredAt: now, verdict, words },
    });
    const { projectId, studio, person, title } = assignment;
    const subjectId = question.id;
    const fact = { ...bySubcontractor(scope), at: now, projectId, subjectId };
    await record(tx, { ...fact, kind: "assignmentQuestion.answered" });
    await cancelWaitingAbout(tx, { freelancerId, assignmentId, kinds: ["assignment.asked"] }, now);
    const said = {
      freelancerName: studio.freelancerName,
      name: person.name,
      title,
      verdict,
      words,
    };
    await enqueueEmail(tx, {
      ...toFreelancer(studio),
      ...answered(studioLocaleOf(studio.language), said, links.assignment(assignmentId)),
      kind: "assignment.answered",
      dedupeKey: `assignment.answered:${question.id}`,
      projectId,
      assignmentId,
      sendAt: now,
    });
  });
}

/** The freelancer has read an answer: it needs nothing any more. */
export async function noteWorkingAnswer(
  scope: Scope,
  assignmentId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { freelancerId, projectId, subcontractorId } = await lockAssignment(
      tx,
      scope,
      assignmentId,
    );
    const { count } = await tx.assignmentQuestion.updateMany({
      where: { freelancerId, assignmentId, answeredAt: { not: null }, notedAt: null },
      data: { notedAt: now },
    });
    if (count === 0) return;
    const about = { ...byFreelancer(scope), at: now, projectId, subcontractorId };
    await record(tx, { ...about, kind: "assignmentQuestion.noted" });
  });
}
