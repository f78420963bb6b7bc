import { gatherEmail } from "@/features/emails/commands";
import { studioEnvelope, toContact } from "@/features/emails/envelope";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { deadlineMoved } from "@/features/deadlines/emails";
import { netMoves, toldDaysEarly } from "@/features/deadlines/rules";
import { dayIn, dayName, fromDateColumn, toDateColumn, type Day } from "@/lib/dates";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { notFound, Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { whyNoReason } from "./rules";
import type { NewNotice } from "./schema";

/**
 * Moves a promised date. Later only with a reason, which the client reads on the page and in an email that
 * the studio's hold keeps back; several moves within it are one email, with the first old date and the
 * last new one. Earlier needs no reason and no email. How early the client was told is recorded with it.
 * Refuses a met deadline, a completed project, a day that is over, and a form made before the last move.
 */
export async function moveDeadline(scope: Scope, input: NewNotice, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { deadline, project, studio } = await lockDeadline(tx, scope, input.deadlineId);
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
        // The own day never lies after the promised one.
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
    throw new Refusal("not-allowed", "This project is completed. Open it again to move a date.");
  if (facts.metAt)
    throw new Refusal(
      "not-allowed",
      "This promise is met: its date stays. Take “met” back first, if that was a press too many.",
    );
  if (facts.fromOn !== input.seenOn)
    throw new Refusal(
      "already",
      `This date has been moved meanwhile: it is ${dayName(facts.fromOn, facts.today)} now. Look at it again before you move it further.`,
      "toOn",
    );
  if (input.toOn === facts.fromOn)
    throw new Refusal(
      "invalid",
      "New date: this is the promised day already. Please choose another.",
      "toOn",
    );
  if (input.toOn < facts.today)
    throw new Refusal(
      "invalid",
      "New date: this day is over. Please choose today or a later day.",
      "toOn",
    );
  const problem = input.toOn > facts.fromOn ? whyNoReason(input.reason ?? "", facts.title) : null;
  if (problem) throw new Refusal("invalid", problem, "reason");
}

/** The promised day had passed before the client was told: how late the word came is kept with the miss. */
async function recordTold(
  tx: Tx,
  scope: Scope,
  deadlineId: string,
  promisedOn: Day,
  today: Day,
  now: Date,
): Promise<void> {
  const told = { toldAt: now, toldDaysEarly: toldDaysEarly(promisedOn, today) };
  await tx.deadlineMiss.upsert({
    where: { deadlineId_promisedOn: { deadlineId, promisedOn: toDateColumn(promisedOn) } },
    create: {
      freelancerId: scope.freelancerId,
      deadlineId,
      promisedOn: toDateColumn(promisedOn),
      missedAt: now,
      ...told,
    },
    update: told,
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

/** The moves of a project since an instant, several of one deadline as one; none of those that end where they began or earlier. */
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

type Locked = Awaited<ReturnType<typeof lockDeadline>>;

/** The deadline with its project, which is locked: dates of one project are moved one after the other. */
async function lockDeadline(tx: Tx, scope: Scope, deadlineId: string) {
  const where = { id: deadlineId, freelancerId: scope.freelancerId };
  const known = await tx.deadline.findUnique({ where, select: { projectId: true } });
  if (!known) throw notFound("deadline");
  await lock(tx, scope, { project: known.projectId });
  const { project, ...deadline } = await tx.deadline.findUniqueOrThrow({
    where,
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
