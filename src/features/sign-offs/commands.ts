import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { Channel, SignOffOutcome } from "@/db/enums";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { emailAboutOpen, updateEmailAboutOpen } from "./notices/commands";
import { listOpen } from "./queries";
import { whyNotPut } from "./rules";

/**
 * Puts a promise before the project's contact as delivered. It is on their page at once; the email about it is held
 * for the studio's undo time, and tells of everything that was put before them until then. Refused while it is open
 * already, after it was accepted, and once the project is completed or about to be.
 */
export async function putBeforeClient(
  scope: Scope,
  { deadlineId, note = "" }: { deadlineId: string; note?: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const { project, rounds, ...deadline } = await lockDelivery(tx, scope, deadlineId);
    const [last] = rounds;
    const why = whyNotPut({ ...deadline, ...project, outcome: last?.outcome });
    if (why) throw new Refusal("not-allowed", say(`signOffs.refused.${why}`));
    const { id: signOffId } = await tx.signOff.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId: project.id,
        deadlineId,
        contactId: project.contactId,
        round: (last?.round ?? 0) + 1,
        note,
        putAt: now,
      },
      select: { id: true },
    });
    await record(tx, {
      ...byFreelancer(scope),
      kind: "signOff.put",
      at: now,
      projectId: project.id,
      subjectId: signOffId,
      data: { title: deadline.title },
    });
    await emailAboutOpen(tx, project.id, now);
  });
}

async function lockDelivery(tx: Tx, { freelancerId }: Scope, deadlineId: string) {
  const where = { id: deadlineId, freelancerId };
  const found = await tx.deadline.findUnique({ where, select: { projectId: true } });
  if (!found) throw notFound("deadline");
  await lock(tx, { freelancerId }, { project: found.projectId });
  const { signOffs, ...deadline } = await tx.deadline.findUniqueOrThrow({
    where,
    select: {
      title: true,
      holder: true,
      droppedAt: true,
      project: { select: { id: true, contactId: true, completedAt: true, completesAt: true } },
      signOffs: { orderBy: { round: "desc" }, take: 1, select: { round: true, outcome: true } },
    },
  });
  return { ...deadline, rounds: signOffs };
}

export type LockedRound = Awaited<ReturnType<typeof getRound>>;

/** A round as it is, in the transaction that holds its project. */
export async function getRound(tx: Tx, { freelancerId }: { freelancerId: string }, id: string) {
  const { deadline, project, ...round } = await tx.signOff.findUniqueOrThrow({
    where: { id, freelancerId },
    select: {
      id: true,
      freelancerId: true,
      projectId: true,
      deadlineId: true,
      putAt: true,
      outcome: true,
      deadline: { select: { title: true } },
      project: { select: { clientId: true } },
    },
  });
  return { ...round, title: deadline.title, clientId: project.clientId };
}

/** Who of the client's answered, and how; neither where the freelancer ends it. */
type Answer = {
  closedById?: string | null;
  /** The message that says so. */
  messageId?: string | null;
  channel?: Channel | null;
  changes?: string;
};

const kinds = {
  ACCEPTED: "signOff.accepted",
  CHANGES: "signOff.changesAsked",
  TAKEN_BACK: "signOff.takenBack",
  NO_ANSWER: "signOff.unanswered",
} as const satisfies Record<SignOffOutcome, string>;

/**
 * A round ends, in the transaction that holds its project. An email about it that has not been sent tells of it no
 * more. `isByContact` says whose doing it is.
 */
export async function closeRound(
  tx: Tx,
  round: Pick<LockedRound, "id" | "freelancerId" | "projectId" | "title">,
  outcome: SignOffOutcome,
  { isByContact = false, ...answer }: Answer & { isByContact?: boolean },
  now: Date,
): Promise<void> {
  const { id, freelancerId, projectId, title } = round;
  await tx.signOff.update({ where: { id }, data: { ...answer, outcome, closedAt: now } });
  await record(tx, {
    freelancerId,
    actor: isByContact ? "CONTACT" : "FREELANCER",
    kind: kinds[outcome],
    at: now,
    projectId,
    contactId: answer.closedById ?? undefined,
    subjectId: id,
    data: { title },
  });
  await updateEmailAboutOpen(tx, projectId, now);
}

/** Where a promise is put before the client that ends, in the transaction that holds its project. */
export async function endRoundOf(
  tx: Tx,
  { freelancerId }: Scope,
  deadlineId: string,
  now: Date,
): Promise<void> {
  const where = { freelancerId, deadlineId, closedAt: null };
  const open = await tx.signOff.findFirst({ where, select: { id: true } });
  if (!open) return;
  await closeRound(tx, await getRound(tx, { freelancerId }, open.id), "TAKEN_BACK", {}, now);
}

/** What is put before a client is before another contact of theirs, in the transaction that holds the project. */
export async function handOverRounds(
  tx: Tx,
  scope: Scope,
  { projectId, contactId }: { projectId: string; contactId: string },
): Promise<void> {
  const { freelancerId } = scope;
  await lock(tx, scope, { project: projectId });
  const where = { projectId, freelancerId, closedAt: null };
  await tx.signOff.updateMany({ where, data: { contactId } });
}

/** What is open when a project is completed stays without an answer. Returns what it is called. */
export async function goOnWithout(
  tx: Tx,
  whose: { freelancerId: string; projectId: string },
  now: Date,
): Promise<string[]> {
  const open = await listOpen(tx, whose.freelancerId, whose.projectId);
  for (const one of open) await closeRound(tx, { ...whose, ...one }, "NO_ANSWER", {}, now);
  return open.map(({ title }) => title);
}

/** What a completion left without an answer is open again with the reopening, in the transaction that holds it. */
export async function reopenRounds(tx: Tx, projectId: string, completedAt: Date): Promise<void> {
  await tx.signOff.updateMany({
    where: { projectId, outcome: "NO_ANSWER", closedAt: completedAt },
    data: { outcome: null, closedAt: null },
  });
}
