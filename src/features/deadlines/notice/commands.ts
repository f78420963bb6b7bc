import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { enqueueEmail, rewriteEmail, cancelEmail } from "@/features/emails/commands";
import { deadlineMoved } from "@/features/deadlines/emails";
import { netMoves, toldDaysEarly } from "@/features/deadlines/rules";
import { dayIn, dayName, fromDateColumn, toDateColumn, type Day } from "@/lib/dates";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { notFound, Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { notifyProject } from "@/live/notify";
import { whyNoReason } from "./rules";
import type { NewNotice } from "./schema";

const KIND = "deadline.moved";

/**
 * Moves a promised date. Moving it later needs a reason, which the client reads on the page and in
 * an email that waits for the studio's undo time; several moves within that time make one email,
 * with the first old date and the last new one. Moving it earlier needs no reason and sends no
 * email. How early the client was told is stored with the move. Refuses a finished deadline, a
 * completed project, a day that has passed, and a form made before the last move.
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
        // The private target date is never after the promised one.
        ...(deadline.targetOn && fromDateColumn(deadline.targetOn) > input.toOn
          ? { targetOn: toDateColumn(input.toOn) }
          : {}),
        sequence: { increment: 1 },
        atRiskAt: null,
      },
    });
    if (isLater && fromOn < today) await recordTold(tx, scope, deadline.id, fromOn, today, now);
    await gatherNotice(tx, { scope, project, studio, moveId: move.id, isLater }, now);
    await notifyProject(tx, project.id);
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
      `This date has been moved in the meantime: it is now ${dayName(facts.fromOn, facts.today)}. Check it before you move it again.`,
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

type Gathering = {
  scope: Scope;
  project: Locked["project"];
  studio: Locked["studio"];
  moveId: string;
  isLater: boolean;
};

/** One email for all of a project's waiting moves, and none for those that end where they began. */
async function gatherNotice(
  tx: Tx,
  { scope, project, studio, moveId, isLater }: Gathering,
  now: Date,
): Promise<void> {
  const { contact } = project;
  const waiting = await tx.email.findFirst({
    where: {
      projectId: project.id,
      contactId: contact.id,
      kind: KIND,
      frozenAt: null,
      settledAt: null,
      editedAt: null,
    },
    select: { id: true, createdAt: true },
  });
  if (!waiting && !isLater) return;
  const moves = await tx.deadlineMove.findMany({
    where: {
      freelancerId: scope.freelancerId,
      movedAt: { gte: waiting?.createdAt ?? now },
      deadline: { projectId: project.id },
    },
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
  const net = netMoves(
    moves.map((move) => ({
      ...move,
      fromOn: fromDateColumn(move.fromOn),
      toOn: fromDateColumn(move.toOn),
    })),
  );
  if (net.length === 0) {
    if (waiting) await cancelEmail(tx, waiting.id, now);
    return;
  }
  const titles = new Map(moves.map((move) => [move.deadlineId, move.deadline.title]));
  const page = contact.linkRevokedAt
    ? null
    : links.statusPage(unseal("contact-link", contact.linkCipher), project.id);
  const { subject, words } = deadlineMoved(
    localeOf(languageOf(contact.language)),
    {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: project.title,
      notices: net.map((move) => ({ ...move, title: titles.get(move.deadlineId) ?? "" })),
      today: dayIn(studio.zone, now),
    },
    page,
  );
  if (waiting && (await rewriteEmail(tx, waiting.id, subject, words))) return;
  await enqueueEmail(tx, {
    freelancerId: scope.freelancerId,
    kind: KIND,
    dedupeKey: `${KIND}:${moveId}:${contact.id}`,
    projectId: project.id,
    contactId: contact.id,
    fromName: studio.freelancerName,
    replyTo: studio.replyTo,
    toName: contact.name,
    toAddress: contact.address,
    subject,
    words,
    createdAt: now,
    sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
  });
}

type Locked = Awaited<ReturnType<typeof lockDeadline>>;

/**
 * Returns the deadline with its project, locked: a project's dates are moved one after the other.
 */
async function lockDeadline(tx: Tx, scope: Scope, deadlineId: string) {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Project" WHERE "freelancerId" = ${scope.freelancerId}::uuid AND "id" = (SELECT "projectId" FROM "Deadline" WHERE "id" = ${deadlineId}::uuid) FOR NO KEY UPDATE`,
  );
  const found = await tx.deadline.findUnique({
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
                select: {
                  freelancerName: true,
                  replyTo: true,
                  zone: true,
                  emailHoldSeconds: true,
                },
              },
            },
          },
        },
      },
    },
  });
  if (!found) throw notFound("deadline");
  const { project, ...deadline } = found;
  const { client, ...rest } = project;
  return { deadline, project: rest, studio: client.studio };
}
