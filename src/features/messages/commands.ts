import type { ContactScope, Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { enqueueLetter, rewriteLetter, withdrawLetter } from "@/features/letters/commands";
import { notFound } from "@/lib/errors";
import { unseal } from "@/lib/tokens";
import { notifyStudio } from "@/live/notify";
import { tellContact, tellFreelancer } from "./letters";
import { toldTo } from "./rules";

const KIND = "message.posted";
/** As many lines of one side as a single letter holds; the page has them all. */
const LINES_IN_A_LETTER = 40;

/**
 * The freelancer writes in a project's thread. The project's contact, and whoever else wrote there, is
 * told by one letter for all lines of the studio's batching time. The same form sent twice is one message.
 */
export async function writeToClient(scope: Scope, input: { projectId: string; text: string; formKey: string }, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, { id: input.projectId, freelancerId: scope.freelancerId });
    if (!(await addLine(tx, thread, null, input, now))) return;
    await forgetWaitingNews(tx, thread.id, now);
    const lines = await tx.message.findMany({ where: { projectId: thread.id }, distinct: ["contactId"], select: { contactId: true, writtenAt: true } });
    const people = await tx.contact.findMany({ where: { id: { in: toldTo(thread.contactId, lines) } }, select: { id: true, name: true, address: true, linkCipher: true, linkRevokedAt: true } });
    for (const person of people) {
      if (person.linkRevokedAt) continue;
      const token = unseal("contact-link", person.linkCipher);
      await gatherIntoLetter(tx, thread, { contactId: person.id, name: person.name, address: person.address, from: thread.studio.freelancerName, replyTo: thread.studio.replyTo }, now, (texts) =>
        tellContact({ freelancerName: thread.studio.freelancerName, contactName: person.name, projectTitle: thread.title, texts }, token),
      );
    }
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** A contact writes on the status page of a project of their client's. The freelancer is told, as above. */
export async function writeToFreelancer(scope: ContactScope, input: { projectId: string; text: string; formKey: string }, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const thread = await lockThread(tx, { id: input.projectId, freelancerId: scope.freelancerId, clientId: scope.clientId });
    if (!(await addLine(tx, thread, scope.contactId, input, now))) return;
    const author = await tx.contact.findUniqueOrThrow({ where: { id: scope.contactId }, select: { name: true } });
    const { freelancerName, replyTo } = thread.studio;
    await gatherIntoLetter(tx, thread, { contactId: null, name: freelancerName, address: replyTo, from: "Uptomark", replyTo: null }, now, (texts) =>
      tellFreelancer({ freelancerName, contactName: author.name, projectTitle: thread.title, projectId: thread.id, texts }),
    );
    await notifyStudio(tx, scope.freelancerId);
  });
}

type Thread = Awaited<ReturnType<typeof lockThread>>;

/** The project, locked: lines of one thread are written one after the other, so that a batch has one letter. */
async function lockThread(tx: Tx, where: { id: string; freelancerId: string; clientId?: string }) {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "Project" WHERE "id" = ${where.id}::uuid AND "freelancerId" = ${where.freelancerId}::uuid FOR UPDATE`);
  const project = await tx.project.findUnique({
    where,
    select: { id: true, freelancerId: true, contactId: true, title: true, client: { select: { studio: { select: { freelancerName: true, replyTo: true, batchSeconds: true } } } } },
  });
  if (!project) throw notFound("project");
  const { client, ...rest } = project;
  return { ...rest, studio: client.studio };
}

/** False when this form has been taken already. */
async function addLine(tx: Tx, thread: Thread, contactId: string | null, input: { text: string; formKey: string }, now: Date): Promise<boolean> {
  const { count } = await tx.message.createMany({
    data: [{ freelancerId: thread.freelancerId, projectId: thread.id, contactId, text: input.text, formKey: input.formKey, writtenAt: now }],
    skipDuplicates: true,
  });
  return count === 1;
}

type Reader = { contactId: string | null; name: string; address: string; from: string; replyTo: string | null };

/** Adds the new line to the reader's waiting letter about this thread, or begins one that leaves after the batching time. */
async function gatherIntoLetter(tx: Tx, thread: Thread, reader: Reader, now: Date, compose: (texts: string[]) => ReturnType<typeof tellContact>): Promise<void> {
  const waiting = await findWaitingNews(tx, thread.id, reader.contactId);
  const unread = await tx.message.findMany({
    where: { projectId: thread.id, contactId: reader.contactId ? null : { not: null }, writtenAt: { gte: waiting?.createdAt ?? now } },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: LINES_IN_A_LETTER,
    select: { id: true, text: true },
  });
  const { subject, words } = compose(unread.map((line) => line.text));
  if (waiting && (await rewriteLetter(tx, waiting.id, subject, words))) return;
  await enqueueLetter(tx, {
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
    leavesAt: new Date(now.getTime() + thread.studio.batchSeconds * 1000),
  });
}

/** What the freelancer has seen, having answered it, needs no letter any more. */
async function forgetWaitingNews(tx: Tx, projectId: string, now: Date): Promise<void> {
  const waiting = await findWaitingNews(tx, projectId, null);
  if (waiting) await withdrawLetter(tx, waiting.id, now);
}

function findWaitingNews(tx: Tx, projectId: string, contactId: string | null) {
  return tx.letter.findFirst({
    where: { projectId, contactId, kind: KIND, frozenAt: null, settledAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, createdAt: true },
  });
}
