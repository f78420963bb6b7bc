import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lockDeadline } from "@/features/deadlines/commands";
import { gatherNotice, noticeProject } from "@/features/deadlines/notice/commands";
import { whyNoReason } from "@/features/deadlines/notice/rules";
import type { NewNotice } from "@/features/deadlines/notice/schema";
import { toldDaysEarly } from "@/features/deadlines/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { localeOf } from "@/language/locale";
import { say, spokenLanguage } from "@/language/say";
import { dayIn, fromDateColumn, toDateColumn, type Day } from "@/lib/dates";
import { Refusal } from "@/lib/errors";

/**
 * Moves a promised date. Moving it later needs a reason, which the client reads on the page and in
 * an email that waits for the studio's undo time; several moves within that time make one email,
 * with the first old date and the last new one. Moving it earlier needs no reason and sends no
 * email. How early the client was told is stored with the move. Refuses a finished deadline, a
 * completed project, a day that has passed, and a form made before the last move.
 */
export async function moveDeadline(scope: Scope, input: NewNotice, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { deadline, project, studio } = await lockWhole(tx, scope, input.deadlineId);
    const today = dayIn(studio.zone, now);
    const fromOn = fromDateColumn(deadline.promisedOn);
    const isLater = input.toOn > fromOn;
    refuseWhatCannotMove(
      {
        metAt: deadline.metAt,
        droppedAt: deadline.droppedAt,
        completedAt: project.completedAt,
        fromOn,
        title: deadline.title,
        today,
      },
      input,
    );
    const move = await tx.deadlineMove.create({
      data: {
        freelancerId: scope.freelancerId,
        deadlineId: deadline.id,
        fromOn: deadline.promisedOn,
        toOn: toDateColumn(input.toOn),
        reason: input.reason ?? "",
        effect: input.effect ?? "",
        doing: input.doing ?? "",
        movedAt: now,
        toldDaysEarly: isLater ? toldDaysEarly(fromOn, today) : null,
      },
      select: { id: true },
    });
    await tx.deadline.update({
      where: { id: deadline.id },
      data: {
        promisedOn: toDateColumn(input.toOn),
        // The private target date is never after the promised one.
        ...(deadline.targetOn && fromDateColumn(deadline.targetOn) > input.toOn
          ? { targetOn: toDateColumn(input.toOn) }
          : {}),
        sequence: { increment: 1 },
        atRiskAt: null,
      },
    });
    if (isLater && fromOn < today) await recordTold(tx, scope, deadline.id, fromOn, today, now);
    await gatherNotice(tx, { project, studio }, move.id, now);
    await record(tx, {
      ...byFreelancer(scope),
      kind: "deadline.moved",
      at: now,
      projectId: project.id,
      subjectId: deadline.id,
      data: { title: deadline.title, from: fromOn, to: input.toOn },
    });
  });
}

type Facts = {
  metAt: Date | null;
  droppedAt: Date | null;
  completedAt: Date | null;
  fromOn: Day;
  title: string;
  today: Day;
};

function refuseWhatCannotMove(facts: Facts, input: NewNotice): void {
  if (facts.completedAt) throw new Refusal("not-allowed", say("deadlines.refused.completedMove"));
  if (facts.metAt) throw new Refusal("not-allowed", say("deadlines.move.fixed"));
  if (facts.droppedAt) throw new Refusal("not-allowed", say("deadlines.refused.dropped"));
  if (facts.fromOn !== input.seenOn)
    throw new Refusal(
      "already",
      say("deadlines.refused.movedMeanwhile", {
        on: localeOf(spokenLanguage()).dayName(facts.fromOn, facts.today),
      }),
      "toOn",
    );
  if (input.toOn === facts.fromOn)
    throw new Refusal("invalid", say("deadlines.refused.sameDate"), "toOn");
  if (input.toOn < facts.today)
    throw new Refusal("invalid", say("deadlines.refused.newPast"), "toOn");
  const problem = input.toOn > facts.fromOn ? whyNoReason(input.reason ?? "", facts.title) : null;
  if (problem) throw new Refusal("invalid", say(`deadlines.noReason.${problem}`), "reason");
}

/**
 * The promised day had passed before the client was told, so how late they were told is stored with
 * the miss.
 */
async function recordTold(
  tx: Tx,
  scope: Scope,
  deadlineId: string,
  promisedOn: Day,
  today: Day,
  now: Date,
): Promise<void> {
  const notice = { toldAt: now, toldDaysEarly: toldDaysEarly(promisedOn, today) };
  await tx.deadlineMiss.upsert({
    where: { deadlineId_promisedOn: { deadlineId, promisedOn: toDateColumn(promisedOn) } },
    create: {
      freelancerId: scope.freelancerId,
      deadlineId,
      promisedOn: toDateColumn(promisedOn),
      missedAt: now,
      ...notice,
    },
    update: notice,
  });
}

/**
 * Returns the deadline with its project, locked: a project's dates are moved one after the other.
 */
async function lockWhole(tx: Tx, scope: Scope, deadlineId: string) {
  await lockDeadline(tx, scope, deadlineId);
  const { project, ...deadline } = await tx.deadline.findUniqueOrThrow({
    where: { id: deadlineId, freelancerId: scope.freelancerId },
    select: {
      id: true,
      title: true,
      promisedOn: true,
      targetOn: true,
      metAt: true,
      droppedAt: true,
      project: { select: noticeProject },
    },
  });
  const { client, ...rest } = project;
  return { deadline, project: rest, studio: client.studio };
}
