import { freelancerScope, type ContactScope, type Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { meetDelivered } from "@/features/deadlines/commands";
import { enqueueEmail } from "@/features/emails/commands";
import { toFreelancer } from "@/features/emails/envelope";
import { enterCorrection } from "@/features/ledger/commands";
import { lockThread, type Thread } from "@/features/messages/commands";
import { lockProject, type LockedProject } from "@/features/projects/commands";
import { closeRound, getRound, type LockedRound } from "@/features/sign-offs/commands";
import { signOffAccepted } from "@/features/sign-offs/emails";
import { getProjectOf, listOpen } from "@/features/sign-offs/queries";
import { refusal } from "@/language/refusals";
import { studioLocaleOf } from "@/language/studio";
import { notFound, type Refusal } from "@/lib/errors";
import { completeWaiting, stopWaiting } from "@/workflows/complete-project/waiting/commands";
import { takeLine } from "@/workflows/post-message/commands";

/** What a contact reads who answers a round that has ended; and where what they wrote was sent as a message. */
const ended = {
  CHANGES: "signOffChanges",
  TAKEN_BACK: "signOffTakenBack",
  NO_ANSWER: "signOffUnanswered",
} as const;
const endedButSent = {
  ACCEPTED: "signOffAcceptedSent",
  CHANGES: "signOffChangesSent",
  TAKEN_BACK: "signOffTakenBackSent",
  NO_ANSWER: "signOffUnansweredSent",
} as const;

/** A round with its project and thread, locked in their order. */
export type Held = { scope: Scope; project: LockedProject; round: LockedRound; thread: Thread };

export async function lockRound(
  tx: Tx,
  whose: { freelancerId: string },
  signOffId: string,
): Promise<Held> {
  const scope = freelancerScope(whose.freelancerId);
  const projectId = await getProjectOf(tx, whose, signOffId);
  const project = await lockProject(tx, scope, projectId);
  const thread = await lockThread(tx, { freelancerId: whose.freelancerId, projectId });
  return { scope, project, thread, round: await getRound(tx, whose, signOffId) };
}

type Whose = ContactScope & { projectId: string };

async function lockTheirs(tx: Tx, whose: Whose, signOffId: string): Promise<Held> {
  const held = await lockRound(tx, whose, signOffId);
  const { id, clientId } = held.project;
  if (id !== whose.projectId || clientId !== whose.clientId) throw notFound("page");
  return held;
}

/**
 * A contact accepts a delivery on the page. Accepting what is accepted changes nothing; refused once it has ended in
 * another way. The freelancer gets an email.
 */
export async function acceptOnPage(
  scope: ContactScope,
  { projectId, signOffId }: { projectId: string; signOffId: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await lockTheirs(tx, { ...scope, projectId }, signOffId);
    const { outcome } = held.round;
    if (outcome === "ACCEPTED") return;
    if (outcome) throw refusal("too-late", ended[outcome]);
    const by = { closedById: scope.contactId, channel: "PORTAL" as const, isByContact: true };
    const isCompleted = await accept(tx, held, by, now);
    await emailAccepted(tx, held, { contactId: scope.contactId, isCompleted }, now);
  });
}

type By = Pick<
  Parameters<typeof closeRound>[3],
  "closedById" | "messageId" | "channel" | "isByContact"
>;

/**
 * A delivery is accepted, in the transaction that holds its round: the promise is done since it was put before the
 * client, and a completion that waited for the last answer happens. Returns whether it did.
 */
export async function accept(tx: Tx, held: Held, by: By, now: Date): Promise<boolean> {
  const { scope, project, round } = held;
  await closeRound(tx, round, "ACCEPTED", by, now);
  await meetDelivered(tx, scope, round.deadlineId, round.putAt);
  if (!project.completesAt || (await listOpen(tx, project.freelancerId, project.id)).length > 0)
    return false;
  await completeWaiting(tx, project, now);
  return true;
}

async function emailAccepted(
  tx: Tx,
  { project, round, thread }: Held,
  { contactId, isCompleted }: { contactId: string; isCompleted: boolean },
  now: Date,
): Promise<void> {
  const { studio } = thread;
  const contact = await tx.contact.findUniqueOrThrow({
    where: { id: contactId },
    select: { name: true },
  });
  await enqueueEmail(tx, {
    ...toFreelancer(studio),
    ...signOffAccepted(studioLocaleOf(studio.language), {
      freelancerName: studio.freelancerName,
      contactName: contact.name,
      projectTitle: thread.title,
      projectId: project.id,
      title: round.title,
      isCompleted,
    }),
    kind: "signOff.accepted",
    dedupeKey: `signOff.accepted:${round.id}`,
    projectId: project.id,
    createdAt: now,
    sendAt: now,
  });
}

type Asked = {
  projectId: string;
  signOffId: string;
  text: string;
  formKey: string;
  fileIds?: readonly string[];
};

/**
 * A contact asks for changes on the page: what they write is a message of the thread, a correction in the ledger, and
 * what the round ended with. Where the round has ended already it is a message alone, and `why` says so. The same form
 * sent twice is one. `isTaken` says whether the message is new.
 */
export async function askForChanges(
  scope: ContactScope,
  { projectId, signOffId, ...message }: Asked,
  now: Date,
): Promise<{ isTaken: boolean; why: Refusal | null }> {
  return inTransaction(async (tx) => {
    const held = await lockTheirs(tx, { ...scope, projectId }, signOffId);
    const { outcome } = held.round;
    const lineId = await takeLine(tx, held.thread, scope.contactId, message, now);
    if (!lineId) return { isTaken: false, why: null };
    if (outcome) return { isTaken: true, why: refusal("too-late", endedButSent[outcome]) };
    const by = { closedById: scope.contactId, channel: "PORTAL" as const, isByContact: true };
    await wantsChanges(tx, held, { ...by, messageId: lineId, changes: message.text }, now);
    return { isTaken: true, why: null };
  });
}

/**
 * Changes are wanted, in the transaction that holds the round: they count as a correction, and a completion that
 * waited is off.
 */
export async function wantsChanges(
  tx: Tx,
  { project, round, thread }: Held,
  by: By & { changes: string },
  now: Date,
): Promise<void> {
  await closeRound(tx, round, "CHANGES", by, now);
  const about = {
    freelancerId: round.freelancerId,
    clientId: round.clientId,
    projectId: round.projectId,
    zone: thread.studio.zone,
  };
  const { title } = round;
  await enterCorrection(
    tx,
    about,
    { title, changes: by.changes, channel: by.channel ?? null },
    now,
  );
  await stopWaiting(tx, project, now);
}
