import { gatherEmail } from "@/features/emails/commands";
import { studioEnvelope, toContact } from "@/features/emails/envelope";
import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lockDeadline } from "@/features/deadlines/commands";
import { deadlineMoved } from "@/features/deadlines/emails";
import { netMoves, toldDaysEarly } from "@/features/deadlines/rules";
import { dayIn, dayName, fromDateColumn, toDateColumn, type Day } from "@/lib/dates";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { whyNoReason } from "./rules";
import type { NewNotice } from "./schema";

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
  completedAt: Date | null;
  fromOn: Day;
  title: string;
  today: Day;
};

function refuseWhatCannotMove(facts: Facts, input: NewNotice): void {
  if (facts.completedAt)
    throw new Refusal("not-allowed", "This project is completed. Reopen it to move a date.");
  if (facts.metAt)
    throw new Refusal(
      "not-allowed",
      "This promise is done, so its date is fixed. If that was a mistake, undo “done” first.",
    );
  if (facts.fromOn !== input.seenOn)
    throw new Refusal(
      "already",
      "This date has been moved in the meantime: it is now " +
        `${dayName(facts.fromOn, facts.today)}. Check it before you move it again.`,
      "toOn",
    );
  if (input.toOn === facts.fromOn)
    throw new Refusal(
      "invalid",
      "New date: this is already the promised date. Please choose another.",
      "toOn",
    );
  if (input.toOn < facts.today)
    throw new Refusal(
      "invalid",
      "New date: this day has passed. Please choose today or a later day.",
      "toOn",
    );
  const problem = input.toOn > facts.fromOn ? whyNoReason(input.reason ?? "", facts.title) : null;
  if (problem) throw new Refusal("invalid", problem, "reason");
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

/** One email for all moves of a project that are held together; none for those that end where they began. */
async function gatherNotice(
  tx: Tx,
  { project, studio }: Pick<Locked, "project" | "studio">,
  moveId: string,
  now: Date,
): Promise<void> {
  const { contact } = project;
  const batch = {
    kind: "deadline.moved",
    projectId: project.id,
    envelope: toContact(studio, contact),
    at: now,
    delaySeconds: studio.emailHoldSeconds,
  } as const;
  await gatherEmail(tx, batch, async (since) => {
    const notices = await noticesSince(tx, project.id, since);
    if (notices.length === 0) return null;
    const page = contact.linkRevokedAt
      ? null
      : links.statusPage(unseal("contact-link", contact.linkCipher), project.id);
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: project.title,
      notices,
      today: dayIn(studio.zone, now),
    };
    const written = deadlineMoved(localeOf(languageOf(contact.language)), facts, page);
    return { ...written, newestId: moveId };
  });
}

/**
 * The moves of a project since an instant, several of one deadline as one; none of those that end
 * where they began or earlier.
 */
async function noticesSince(tx: Tx, projectId: string, since: Date) {
  const moves = await tx.deadlineMove.findMany({
    where: { movedAt: { gte: since }, deadline: { projectId } },
    orderBy: [{ movedAt: "asc" }, { id: "asc" }],
    select: {
      deadlineId: true,
      fromOn: true,
      toOn: true,
      reason: true,
      effect: true,
      doing: true,
      deadline: { select: { title: true } },
    },
  });
  const titles = new Map(moves.map((move) => [move.deadlineId, move.deadline.title]));
  const net = netMoves(
    moves.map((move) => ({
      ...move,
      fromOn: fromDateColumn(move.fromOn),
      toOn: fromDateColumn(move.toOn),
    })),
  );
  return net.map((move) => ({ ...move, title: titles.get(move.deadlineId) ?? "" }));
}

type Locked = Awaited<ReturnType<typeof lockWhole>>;

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
      project: {
        select: {
          id: true,
          title: true,
          completedAt: true,
          contact: {
            select: {
              id: true,
              name: true,
              address: true,
              language: true,
              linkCipher: true,
              linkRevokedAt: true,
            },
          },
          client: {
            select: {
              studio: {
                select: { ...studioEnvelope, zone: true, emailHoldSeconds: true },
              },
            },
          },
        },
      },
    },
  });
  const { client, ...rest } = project;
  return { deadline, project: rest, studio: client.studio };
}
