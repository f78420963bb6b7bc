import { randomUUID } from "node:crypto";
import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { enqueueEmail, rewriteEmail, cancelEmail } from "@/features/emails/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { notFound } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { notifyProject } from "@/live/notify";
import { tellContact, tellFreelancer } from "./emails";
import { toldTo } from "./rules";

const KIND = "message.posted";
/** The most messages from one side in one email; the page shows all. */
const LINES_IN_A_EMAIL = 40;

type Written = { projectId: string; text: string; formKey: string };

/**
 * Posts the freelancer's message in a project. The project's contact and everyone else who wrote
 * there get one email for all messages of the batching time; contacts without a working link get
 * none. Sending the same form twice makes one message. Returns how many people are emailed.
 */
export async function writeToClient(
  scope: Scope,
  input: Written & { seenId?: string },
  now: Date,
): Promise<number> {
  return inTransaction(async (tx) => {
    const thread = await lockThread(tx, { id: input.projectId, freelancerId: scope.freelancerId });
    const lines = await tx.message.findMany({
      where: { projectId: thread.id },
      distinct: ["contactId"],
      select: { contactId: true, writtenAt: true },
    });
    const people = await tx.contact.findMany({
      where: { id: { in: toldTo(thread.contactId, lines) }, linkRevokedAt: null },
      select: { id: true, name: true, address: true, language: true, linkCipher: true },
    });
    const writtenAt = await addLine(tx, thread, null, input, now);
    if (!writtenAt) return people.length;
    await forgetSeenBatch(tx, thread.id, input.seenId, now);
    for (const person of people) {
      const page = links.statusPage(unseal("contact-link", person.linkCipher), thread.id);
      await gatherIntoEmail(
        tx,
        thread,
        {
          contactId: person.id,
          name: person.name,
          address: person.address,
          from: thread.studio.freelancerName,
          replyTo: thread.studio.replyTo,
        },
        writtenAt,
        (unread) =>
          tellContact(
            localeOf(languageOf(person.language)),
            {
              freelancerName: thread.studio.freelancerName,
              contactName: person.name,
              projectTitle: thread.title,
              texts: unread.map((line) => line.text),
            },
            page,
          ),
      );
    }
    await notifyProject(tx, thread.id);
    return people.length;
  });
}

/**
 * Posts a contact's message on the status page of one of their client's projects. The freelancer is
 * told as above.
 */
export async function writeToFreelancer(
  scope: ContactScope,
  input: Written,
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, {
      id: input.projectId,
      freelancerId: scope.freelancerId,
      clientId: scope.clientId,
    });
    const writtenAt = await addLine(tx, thread, scope.contactId, input, now);
    if (!writtenAt) return;
    const { freelancerName, replyTo } = thread.studio;
    await gatherIntoEmail(
      tx,
      thread,
      { contactId: null, name: freelancerName, address: replyTo, from: "Uptomark", replyTo: null },
      writtenAt,
      (unread) => {
        const lines = unread.map((line) => ({
          by: line.contact?.name ?? "Someone",
          text: line.text,
        }));
        return tellFreelancer({
          freelancerName,
          contactName: lines.at(-1)?.by ?? "Someone",
          projectTitle: thread.title,
          projectId: thread.id,
          lines,
        });
      },
    );
    await notifyProject(tx, thread.id);
  });
}

type Thread = Awaited<ReturnType<typeof lockThread>>;

/**
 * Locks the project: its messages are written one after the other, so that a batch has one email.
 */
async function lockThread(tx: Tx, where: { id: string; freelancerId: string; clientId?: string }) {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Project" WHERE "id" = ${where.id}::uuid AND "freelancerId" = ${where.freelancerId}::uuid FOR NO KEY UPDATE`,
  );
  const project = await tx.project.findUnique({
    where,
    select: {
      id: true,
      freelancerId: true,
      contactId: true,
      title: true,
      client: {
        select: { studio: { select: { freelancerName: true, replyTo: true, batchSeconds: true } } },
      },
    },
  });
  if (!project) throw notFound("project");
  const { client, ...rest } = project;
  return { ...rest, studio: client.studio };
}

/**
 * Adds a message, later than all others in its thread. Returns when it was written, or null when
 * this form was used already. Different text under an old form's key (a page restored from the
 * browser's memory) makes a new message.
 */
async function addLine(
  tx: Tx,
  thread: Thread,
  contactId: string | null,
  input: Written,
  now: Date,
): Promise<Date | null> {
  const known = await tx.message.findUnique({
    where: { formKey: input.formKey },
    select: { projectId: true, contactId: true, text: true },
  });
  if (
    known &&
    known.projectId === thread.id &&
    known.contactId === contactId &&
    known.text === input.text
  )
    return null;
  const last = await tx.message.findFirst({
    where: { projectId: thread.id },
    orderBy: { writtenAt: "desc" },
    select: { writtenAt: true },
  });
  const writtenAt = last && last.writtenAt >= now ? new Date(last.writtenAt.getTime() + 1) : now;
  await tx.message.create({
    data: {
      freelancerId: thread.freelancerId,
      projectId: thread.id,
      contactId,
      text: input.text,
      formKey: known ? randomUUID() : input.formKey,
      writtenAt,
    },
  });
  // The first unanswered message of a client is what waits; the freelancer's next message answers
  // it, and a bad survey answer too.
  if (contactId)
    await tx.project.updateMany({
      where: { id: thread.id, waitingSince: null },
      data: { waitingSince: writtenAt },
    });
  else
    await tx.project.update({
      where: { id: thread.id },
      data: { waitingSince: null, amendsSince: null },
    });
  return writtenAt;
}

type Unread = { id: string; text: string; contact: { name: string } | null };
type Reader = {
  contactId: string | null;
  name: string;
  address: string;
  from: string;
  replyTo: string | null;
};

/**
 * Adds the new message to the reader's waiting email about this thread, or starts one that is sent
 * after the batching time.
 */
async function gatherIntoEmail(
  tx: Tx,
  thread: Thread,
  reader: Reader,
  now: Date,
  compose: (unread: Unread[]) => ReturnType<typeof tellContact>,
): Promise<void> {
  const waiting = await findUnreadBatch(tx, thread.id, reader.contactId);
  const unread = await tx.message.findMany({
    where: {
      projectId: thread.id,
      contactId: reader.contactId ? null : { not: null },
      writtenAt: { gte: waiting?.createdAt ?? now },
    },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: LINES_IN_A_EMAIL,
    select: { id: true, text: true, contact: { select: { name: true } } },
  });
  const { subject, words } = compose(unread);
  if (waiting && (await rewriteEmail(tx, waiting.id, subject, words))) return;
  await enqueueEmail(tx, {
    freelancerId: thread.freelancerId,
    kind: KIND,
    dedupeKey: `${KIND}:${unread.at(-1)?.id ?? thread.id}:${reader.contactId ?? "freelancer"}`,
    projectId: thread.id,
    contactId: reader.contactId ?? undefined,
    fromName: reader.from,
    replyTo: reader.replyTo,
    toName: reader.name,
    toAddress: reader.address,
    subject,
    words,
    createdAt: now,
    sendAt: new Date(now.getTime() + thread.studio.batchSeconds * 1000),
  });
}

/** Messages the freelancer had seen when replying need no email any more; later ones do. */
async function forgetSeenBatch(
  tx: Tx,
  projectId: string,
  seenId: string | undefined,
  now: Date,
): Promise<void> {
  const newest = await tx.message.findFirst({
    where: { projectId, contactId: { not: null } },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    select: { id: true, writtenAt: true },
  });
  const seen = seenId
    ? await tx.message.findUnique({ where: { id: seenId, projectId }, select: { writtenAt: true } })
    : null;
  if (!newest || !seen || seen.writtenAt < newest.writtenAt) return;
  const waiting = await findUnreadBatch(tx, projectId, null);
  if (waiting) await cancelEmail(tx, waiting.id, now);
}

function findUnreadBatch(tx: Tx, projectId: string, contactId: string | null) {
  return tx.email.findFirst({
    where: { projectId, contactId, kind: KIND, frozenAt: null, settledAt: null, editedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, createdAt: true },
  });
}
