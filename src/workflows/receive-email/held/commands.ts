import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { dropRaw, readRaw } from "@/features/inbound/commands";
import { findHeld, forgetRaw, lockHeld } from "@/features/inbound/held/commands";
import { readAside } from "@/features/inbound/reading/aside";
import { byFreelancer, record } from "@/features/history/commands";
import { lockThread } from "@/features/messages/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { stageAttachments } from "@/workflows/receive-email/attachments";
import { orDrop, putIntoThread } from "@/workflows/receive-email/filing/commands";

type Choice = { projectId: string } | { contactId: string };

/**
 * Puts a held email into the thread that the freelancer chose, as if it had come there: with its attachments,
 * and waiting for an answer. It counts as written by the client's contact of the sender's address, else by the
 * project's own.
 */
export async function fileHeld(
  scope: Scope,
  inboundId: string,
  choice: Choice,
  now: Date,
): Promise<void> {
  const { freelancerId } = scope;
  const held = await findHeld(scope, inboundId);
  // In a thread it would be the client's words.
  if (held.heldFor === "NOT_YOU") throw new Refusal("not-allowed", say("messages.meantAsYours"));
  const target = await findTarget(scope, choice, held.fromAddress);
  const raw = await readRaw(held.rawKey);
  const attachments = raw ? (await readAside(raw)).attachments : [];
  const { staged, areAllKept } = await stageAttachments(
    { ...target, freelancerId },
    attachments,
    now,
  );
  await orDrop({ rawKey: null, staged }, () =>
    inTransaction(async (tx) => {
      const { clientId, projectId, contactId } = target;
      const thread = await lockThread(tx, {
        freelancerId,
        clientId,
        projectId: projectId ?? undefined,
      });
      const { automatic, words, subject } = await lockHeld(tx, scope, inboundId);
      const inbound = { id: inboundId, automatic, words, contactId };
      await putIntoThread(tx, thread, inbound, staged, now);
      if (areAllKept) await forgetRaw(tx, scope, inboundId);
      await record(tx, {
        ...byFreelancer(scope),
        kind: "inboundEmail.filed",
        at: now,
        clientId,
        projectId: projectId ?? undefined,
        contactId,
        subjectId: inboundId,
        data: { subject },
      });
      return true;
    }),
  );
  if (areAllKept) await dropRaw(held.rawKey);
}

/** The thread that was chosen, and whose words they are there. */
async function findTarget({ freelancerId }: Scope, choice: Choice, from: string) {
  if ("contactId" in choice) {
    const contact = await db().contact.findUnique({
      where: { id: choice.contactId, freelancerId },
      select: { id: true, clientId: true },
    });
    if (!contact) throw notFound("contact");
    return { clientId: contact.clientId, projectId: null, contactId: contact.id };
  }
  const project = await db().project.findUnique({
    where: { id: choice.projectId, freelancerId },
    select: {
      id: true,
      clientId: true,
      contactId: true,
      client: { select: { contacts: { where: { address: from }, select: { id: true } } } },
    },
  });
  if (!project) throw notFound("project");
  const { id: projectId, clientId, client } = project;
  return { clientId, projectId, contactId: client.contacts[0]?.id ?? project.contactId };
}
