import { randomUUID } from "node:crypto";
import type { Tx } from "@/db/client";
import type { Channel } from "@/db/enums";
import { lock } from "@/db/locks";
import { studioEnvelope } from "@/features/emails/envelope";
import { record } from "@/features/history/commands";
import { notFound } from "@/lib/errors";
import { linesOf, type ThreadRef } from "./rules";

export type Written = {
  text: string;
  formKey: string;
  /** The status page and the studio where it is left out. */
  channel?: Channel;
  /** An out-of-office reply or the like. */
  isAutomatic?: boolean;
  /** The client asks for something new. */
  isNewWork?: boolean;
  /** When it happened, for what the freelancer writes down by hand. */
  happenedAt?: Date;
  /** Until when it is held back. */
  heldUntil?: Date;
};

export type Thread = Awaited<ReturnType<typeof lockThread>>;

const threadStudio = {
  select: {
    ...studioEnvelope,
    batchSeconds: true,
    language: true,
    hours: true,
    zone: true,
    country: true,
    daysOff: true,
  },
} as const;

/**
 * A project's thread, or a client's own, locked: lines of one thread are written one after the other, so that a
 * batch has one email. A project named together with a client is one of that client's.
 */
export async function lockThread(
  tx: Tx,
  { freelancerId, projectId, clientId }: { freelancerId: string } & ThreadRef,
) {
  if (projectId) return lockProjectThread(tx, { id: projectId, freelancerId }, clientId);
  if (!clientId) throw notFound("project");
  await lock(tx, { freelancerId }, { client: clientId });
  const client = await tx.client.findUniqueOrThrow({
    where: { id: clientId, freelancerId },
    select: { name: true, studio: threadStudio },
  });
  return {
    freelancerId,
    clientId,
    projectId: null,
    /** Whom the project is for; nobody where there is none. */
    contactId: null,
    /** What the thread is about, in words: the project, or the client. */
    title: client.name,
    studio: client.studio,
  };
}

async function lockProjectThread(
  tx: Tx,
  where: { id: string; freelancerId: string },
  clientId: string | undefined,
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
    },
  });
  if (!project || (clientId && project.clientId !== clientId)) throw notFound("project");
  const { freelancerId } = project;
  const studio = await tx.studio.findUniqueOrThrow({ where: { freelancerId }, ...threadStudio });
  const { id: projectId, ...rest } = project;
  return { ...rest, projectId, studio };
}

/**
 * Adds a line in the transaction that holds its thread: later than every other, or when it happened for what is
 * written down by hand. Returns its id and time, or null when this form has been taken already. Another text under a
 * form's old key (a page that came back out of the browser's memory) is a line of its own.
 */
export async function addLine(
  tx: Tx,
  thread: Thread,
  contactId: string | null,
  input: Written,
  now: Date,
): Promise<{ id: string; writtenAt: Date } | null> {
  const { text, formKey, channel = "PORTAL", happenedAt, heldUntil } = input;
  const { isAutomatic = false, isNewWork = false } = input;
  const existing = await tx.message.findUnique({
    where: { formKey },
    select: { clientId: true, projectId: true, contactId: true, text: true },
  });
  const { clientId, projectId } = thread;
  if (existing && isEqual(existing, { clientId, projectId, contactId, text })) return null;
  const writtenAt = happenedAt ?? heldUntil ?? (await afterLast(tx, thread, now));
  const line = await tx.message.create({
    data: {
      ...linesOf(thread),
      contactId,
      channel,
      isAutomatic,
      isNewWork,
      text,
      formKey: existing ? randomUUID() : formKey,
      writtenAt,
      loggedAt: happenedAt ? now : null,
      heldUntil,
    },
    select: recorded,
  });
  await recordLine(tx, thread, line, now);
  return { id: line.id, writtenAt };
}

const isEqual = <T extends Record<string, string | null>>(one: T, other: T) =>
  Object.entries(one).every(([name, value]) => other[name] === value);

/** What the history keeps of a line. */
export const recorded = {
  id: true,
  writtenAt: true,
  contactId: true,
  channel: true,
  loggedAt: true,
  heldUntil: true,
} as const;

type Line = {
  id: string;
  writtenAt: Date;
  contactId: string | null;
  channel: Channel;
  loggedAt: Date | null;
  heldUntil: Date | null;
};

/** Writes down that a line was posted, held or noted, and wakes the pages that show it. */
export function recordLine(tx: Tx, thread: Thread, line: Line, now: Date): Promise<void> {
  const { id: subjectId, writtenAt, contactId, channel, loggedAt, heldUntil } = line;
  const { freelancerId, clientId, projectId } = thread;
  const about = { clientId, projectId: projectId ?? undefined, contactId: contactId ?? undefined };
  const entry = { freelancerId, ...about, subjectId, at: now };
  if (loggedAt)
    return record(tx, { ...entry, actor: "FREELANCER", kind: "message.logged", data: { channel } });
  if (heldUntil) return record(tx, { ...entry, actor: "FREELANCER", kind: "message.held" });
  const actor = contactId ? "CONTACT" : "FREELANCER";
  return record(tx, { ...entry, actor, kind: "message.posted", at: writtenAt });
}

/** Now, or just after the last line of a thread where that is as late. */
export async function afterLast(tx: Tx, thread: Thread, now: Date): Promise<Date> {
  const last = await tx.message.findFirst({
    where: { ...linesOf(thread), loggedAt: null, heldUntil: null },
    orderBy: { writtenAt: "desc" },
    select: { writtenAt: true },
  });
  return last && last.writtenAt >= now ? new Date(last.writtenAt.getTime() + 1) : now;
}
