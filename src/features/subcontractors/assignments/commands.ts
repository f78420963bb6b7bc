import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { cancelWaitingAbout, enqueueEmail } from "@/features/emails/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { agree } from "@/features/subcontractors/dates/commands";
import { refuseHalfAnAmount } from "@/features/subcontractors/dates/rules";
import { begun, thanked } from "@/features/subcontractors/emails";
import { dropQuestion, planQuestion } from "@/features/subcontractors/questions/commands";
import { say } from "@/language/say";
import { dayIn, fromDateColumn, type Day } from "@/lib/dates";
import { Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { emailAbout, lockAssignment, type LockedAssignment } from "./locked";

const heldUntil = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);

type NewAssignment = {
  projectId: string;
  subcontractorId: string;
  formKey: string;
  title: string;
  brief?: string;
  theirsOn?: Day;
  payOn?: Day;
  amount?: number;
  currency?: string;
};

/**
 * Gives a subcontractor work in a project, with the dates named; they get their link by an email that is held as long
 * as any. The same form sent twice is one assignment. Refused while their link is revoked. Returns its id.
 */
export async function beginAssignment(
  scope: Scope,
  input: NewAssignment,
  now: Date,
): Promise<string> {
  const { projectId, subcontractorId, formKey, title, brief = "" } = input;
  const { theirsOn, payOn, amount: hundredths, currency } = input;
  refuseHalfAnAmount(hundredths, currency);
  if (hundredths && !payOn)
    throw new Refusal("invalid", say("subcontractors.refused.payOnMissing"), "payOn");
  const { freelancerId } = scope;
  return inTransaction(async (tx) => {
    await lockShared(tx, scope, { project: projectId });
    await lock(tx, scope, { subcontractor: subcontractorId });
    const before = await tx.assignment.findUnique({
      where: { formKey, freelancerId },
      select: { id: true },
    });
    if (before) return before.id;
    const { id } = await tx.assignment.create({
      data: { freelancerId, projectId, subcontractorId, formKey, title, brief, begunAt: now },
      select: { id: true },
    });
    const about = { ...byFreelancer(scope), at: now, projectId, subcontractorId };
    await record(tx, { ...about, kind: "assignment.begun", subjectId: id, data: { title } });
    const assignment = await lockAssignment(tx, scope, id);
    if (!assignment.page)
      throw new Refusal(
        "not-allowed",
        say("subcontractors.refused.linkRevoked", { name: assignment.person.name }),
        "subcontractorId",
      );
    if (theirsOn) await agree(tx, assignment, { kind: "THEIRS", title, promisedOn: theirsOn }, now);
    if (payOn)
      await agree(tx, assignment, { kind: "PAY", promisedOn: payOn, hundredths, currency }, now);
    await emailBeginning(tx, assignment, now);
    return id;
  });
}

async function emailBeginning(tx: Tx, assignment: LockedAssignment, now: Date): Promise<void> {
  const { id, freelancerId, title, brief, studio, person, locale, page } = assignment;
  const dates = await tx.assignmentDate.findMany({
    where: { freelancerId, assignmentId: id },
    orderBy: [{ promisedOn: "asc" }, { id: "asc" }],
    select: { kind: true, title: true, promisedOn: true, hundredths: true, currency: true },
  });
  const written = begun(
    locale,
    {
      freelancerName: studio.freelancerName,
      name: person.name,
      title,
      brief,
      today: dayIn(studio.zone, now),
      dates: dates.map((one) => ({ ...one, promisedOn: fromDateColumn(one.promisedOn) })),
    },
    page,
  );
  await enqueueEmail(tx, {
    ...emailAbout(assignment),
    ...written,
    kind: "assignment.begun",
    dedupeKey: `assignment.begun:${id}`,
    sendAt: heldUntil(now, studio.emailHoldSeconds),
  });
}

/** Another title or brief; they see it on their page. Refused where it was changed elsewhere since it was `seen`. */
export async function describeAssignment(
  scope: Scope,
  { assignmentId, title, brief = "" }: { assignmentId: string; title: string; brief?: string },
  seen: Seen = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    const before = await lockAssignment(tx, scope, assignmentId);
    const labels = { title: "subcontractors.title", brief: "subcontractors.brief" };
    const shown = { title: before.title, brief: before.brief };
    const changes = changesIn({ title, brief }, shown, seen, labels);
    await tx.assignment.update({
      where: { id: assignmentId, freelancerId: scope.freelancerId },
      data: changes,
    });
    const { projectId, subcontractorId } = before;
    const about = { ...byFreelancer(scope), projectId, subcontractorId, subjectId: assignmentId };
    await record(tx, { ...about, kind: "assignment.described", data: { title } });
  });
}

/** An assignment is done: its subcontractor is thanked in their hours, and asked some days later. */
export async function finishAssignment(
  scope: Scope,
  assignmentId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const assignment = await lockAssignment(tx, scope, assignmentId);
    if (assignment.doneAt) return;
    const { id, freelancerId, projectId, subcontractorId, title, studio, person } = assignment;
    await tx.assignment.update({ where: { id, freelancerId }, data: { doneAt: now } });
    const about = { ...byFreelancer(scope), at: now, projectId, subcontractorId, subjectId: id };
    await record(tx, { ...about, kind: "assignment.done", data: { title } });
    await planQuestion(tx, assignment, now);
    const names = { freelancerName: studio.freelancerName, name: person.name, title };
    if (assignment.page)
      await enqueueEmail(tx, {
        ...emailAbout(assignment),
        ...thanked(assignment.locale, names, assignment.page),
        kind: "assignment.thanked",
        dedupeKey: `assignment.thanked:${id}`,
        sendAt: heldUntil(now, studio.emailHoldSeconds),
        inHours: true,
      });
  });
}

/** An assignment goes on: what was to follow it and has not been sent is cancelled. */
export async function reopenAssignment(
  scope: Scope,
  assignmentId: string,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { id, doneAt, ...assignment } = await lockAssignment(tx, scope, assignmentId);
    if (!doneAt) return;
    const { freelancerId, projectId, subcontractorId, title } = assignment;
    await tx.assignment.update({ where: { id, freelancerId }, data: { doneAt: null } });
    await dropQuestion(tx, { freelancerId, assignmentId: id });
    await cancelWaitingAbout(
      tx,
      { freelancerId, assignmentId: id, kinds: ["assignment.thanked", "assignment.asked"] },
      now,
    );
    const about = { ...byFreelancer(scope), at: now, projectId, subcontractorId, subjectId: id };
    await record(tx, { ...about, kind: "assignment.reopened", data: { title } });
  });
}
