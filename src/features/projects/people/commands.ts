import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { cancelWaiting } from "@/features/emails/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";

/** The emails that further people get about a project. */
const TOLD_OF = ["deadline.moved", "message.posted", "file.sent"] as const;

export type People = {
  projectId: string;
  contactId: string;
  /** Who gets its emails as well. */ alsoIds: string[];
};

/**
 * Whom a project is for, and who gets its emails as well, in the caller's transaction: all of them people of its
 * client. What waits for one who is no longer told is not sent. True where it is for another contact than before, which
 * a closed one refuses.
 */
export async function savePeople(
  tx: Tx,
  scope: Scope,
  people: People,
  now: Date,
): Promise<boolean> {
  const { projectId, contactId } = people;
  const alsoIds = people.alsoIds.filter((id) => id !== contactId);
  const where = { id: projectId, freelancerId: scope.freelancerId };
  await lock(tx, scope, { contact: [contactId, ...alsoIds], project: projectId });
  const { clientId, completedAt, ...before } = await tx.project.findUniqueOrThrow({
    where,
    select: {
      clientId: true,
      completedAt: true,
      contactId: true,
      readers: { select: { contactId: true } },
    },
  });
  const theirs = { freelancerId: scope.freelancerId, clientId, removedAt: null };
  const ids = [contactId, ...alsoIds];
  if ((await tx.contact.count({ where: { ...theirs, id: { in: ids } } })) !== new Set(ids).size)
    throw notFound("contact");
  if (completedAt && contactId !== before.contactId)
    throw new Refusal("not-allowed", say("projects.people.closed"), "contactId");
  await tx.project.update({ where, data: { contactId } });
  await saveReaders(tx, scope, projectId, alsoIds);
  for (const one of before.readers)
    if (!ids.includes(one.contactId))
      await cancelFor(tx, { projectId, contactId: one.contactId }, now);
  await record(tx, {
    ...byFreelancer(scope),
    kind: "project.peopleArranged",
    projectId,
    contactId,
  });
  return contactId !== before.contactId;
}

async function saveReaders(
  tx: Tx,
  { freelancerId }: Scope,
  projectId: string,
  ids: string[],
): Promise<void> {
  await tx.projectReader.deleteMany({ where: { projectId, freelancerId } });
  await tx.projectReader.createMany({
    data: ids.map((contactId) => ({ freelancerId, projectId, contactId })),
  });
}

/** Of what waits for a person about a project nothing is sent. */
async function cancelFor(
  tx: Tx,
  whom: { projectId: string; contactId: string },
  now: Date,
): Promise<void> {
  for (const kind of TOLD_OF) await cancelWaiting(tx, { kind, ...whom }, now);
}

/** A person gets no project's emails besides their own any more, in the transaction that holds them. */
export async function leaveProjects(tx: Tx, scope: Scope, contactId: string): Promise<void> {
  await tx.projectReader.deleteMany({ where: { contactId, freelancerId: scope.freelancerId } });
}
