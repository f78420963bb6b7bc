import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { cancelEmail, findWaitingEmail, gatherEmail } from "@/features/emails/commands";
import { studioEnvelope, toContact, toFreelancer } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { notFound } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { tellContact, tellFreelancer } from "./emails";
import { readersOf } from "./rules";

const KIND = "message.posted";
/** As many lines of one side as a single email holds; the page has them all. */
const LINES_IN_AN_EMAIL = 40;

export type Written = { projectId: string; text: string; formKey: string };

export type Thread = Awaited<ReturnType<typeof lockThread>>;

/**
 * The project of a thread, locked: lines of one thread are written one after the other, so that a
 * batch has one email.
 */
export async function lockThread(
  tx: Tx,
  where: { id: string; freelancerId: string; clientId?: string },
) {
  await lock(tx, where, { project: where.id });
  const project = await tx.project.findUnique({
    where,
    select: {
      id: true,
      freelancerId: true,
      clientId: true,
      contactId: true,
      title: true,
      client: { select: { studio: { select: { ...studioEnvelope, batchSeconds: true } } } },
    },
  });
  if (!project) throw notFound("project");
  const { client, ...rest } = project;
  return { ...rest, studio: client.studio };
}

/**
 * Adds a line, later than every other of its thread, in the transaction that holds it. Returns when it was written, or
 * null when this form has been taken already. Another text under a form's old key (a page that came back out of the
 * browser's memory) is a line of its own.
 */
export async function addLine(
  tx: Tx,
  thread: Thread,
  contactId: string | null,
  input: Written,
  now: Date,
): Promise<Date | null> {
  const existing = await tx.message.findUnique({
    where: { formKey: input.formKey },
    select: { projectId: true, contactId: true, text: true },
  });
  const isSame =
    existing?.projectId === thread.id &&
    existing.contactId === contactId &&
    existing.text === input.text;
  if (isSame) return null;
  const last = await tx.message.findFirst({
    where: { projectId: thread.id },
    orderBy: { writtenAt: "desc" },
    select: { writtenAt: true },
  });
  const writtenAt = last && last.writtenAt >= now ? new Date(last.writtenAt.getTime() + 1) : now;
  const { id } = await tx.message.create({
    data: {
      freelancerId: thread.freelancerId,
      projectId: thread.id,
      contactId,
      text: input.text,
      formKey: existing ? randomUUID() : input.formKey,
      writtenAt,
    },
    select: { id: true },
  });
  await record(tx, {
    freelancerId: thread.freelancerId,
    actor: contactId ? "CONTACT" : "FREELANCER",
    kind: KIND,
    at: writtenAt,
    projectId: thread.id,
    clientId: thread.clientId,
    contactId: contactId ?? undefined,
    subjectId: id,
  });
  return writtenAt;
}

type Person = Awaited<ReturnType<typeof listReaders>>[number];

/**
 * Who gets an email about a message of the freelancer's: the project's contact and whoever else wrote there, of
 * those with a living link.
 */
export async function listReaders(tx: Tx, thread: Thread) {
  const lines = await tx.message.findMany({
    where: { projectId: thread.id },
    distinct: ["contactId"],
    select: { contactId: true, writtenAt: true },
  });
  return tx.contact.findMany({
    where: { id: { in: readersOf(thread.contactId, lines) }, linkRevokedAt: null },
    select: { id: true, name: true, address: true, language: true, linkCipher: true },
  });
}

/** Emails a person what the freelancer wrote: one email for all lines of the studio's batching time. */
export async function emailContact(
  tx: Tx,
  thread: Thread,
  person: Person,
  writtenAt: Date,
): Promise<void> {
  const { studio } = thread;
  await gatherEmail(tx, batchOf(thread, toContact(studio, person), writtenAt), async (since) => {
    const { lines, hasMore } = await listLines(tx, thread.id, { contactId: null }, since);
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: person.name,
      projectTitle: thread.title,
      texts: lines.map((line) => line.text),
      hasMore,
    };
    const page = links.statusPage(unseal("contact-link", person.linkCipher), thread.id);
    return {
      ...tellContact(localeOf(languageOf(person.language)), facts, page),
      newestId: lines.at(-1)?.id ?? thread.id,
    };
  });
}

/** Emails the freelancer what contacts wrote: one email for all lines of the studio's batching time. */
export async function emailFreelancer(tx: Tx, thread: Thread, writtenAt: Date): Promise<void> {
  const { studio } = thread;
  await gatherEmail(tx, batchOf(thread, toFreelancer(studio), writtenAt), async (since) => {
    const found = await listLines(tx, thread.id, { contactId: { not: null } }, since);
    const lines = found.lines.map(({ contact, text }) => ({
      by: contact?.name ?? "Someone",
      text,
    }));
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: lines.at(-1)?.by ?? "Someone",
      projectTitle: thread.title,
      projectId: thread.id,
      lines,
      hasMore: found.hasMore,
    };
    return { ...tellFreelancer(facts), newestId: found.lines.at(-1)?.id ?? thread.id };
  });
}

function batchOf(thread: Thread, envelope: ReturnType<typeof toFreelancer>, at: Date) {
  const delaySeconds = thread.studio.batchSeconds;
  return { kind: KIND, projectId: thread.id, envelope, at, delaySeconds } as const;
}

async function listLines(
  tx: Tx,
  projectId: string,
  side: { contactId: null | { not: null } },
  since: Date,
) {
  const found = await tx.message.findMany({
    where: { projectId, ...side, writtenAt: { gte: since } },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: LINES_IN_AN_EMAIL + 1,
    select: { id: true, text: true, contact: { select: { name: true } } },
  });
  const lines = found.slice(0, LINES_IN_AN_EMAIL);
  return { lines, hasMore: found.length > lines.length };
}

/** Messages that the freelancer saw when answering need no email any more; newer ones do. */
export async function forgetSeenBatch(
  tx: Tx,
  projectId: string,
  seenId: string | undefined,
  now: Date,
): Promise<void> {
  const newest = await tx.message.findFirst({
    where: { projectId, contactId: { not: null } },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    select: { writtenAt: true },
  });
  const seen = seenId
    ? await tx.message.findUnique({
        where: { id: seenId, projectId },
        select: { writtenAt: true },
      })
    : null;
  if (!newest || !seen || seen.writtenAt < newest.writtenAt) return;
  const waiting = await findWaitingEmail(tx, { kind: KIND, projectId, contactId: null });
  if (waiting) await cancelEmail(tx, waiting.id, now);
}
