import type { Tx } from "@/db/client";
import { cancelEmail, findWaitingEmail, gatherEmail, type About } from "@/features/emails/commands";
import { toContact, toFreelancer } from "@/features/emails/envelope";
import type { Thread } from "@/features/messages/commands";
import { tellContact, tellFreelancer } from "@/features/messages/emails";
import { linesOf, readersOf } from "@/features/messages/rules";
import { languageOf } from "@/language/languages";
import { localeOf, type Locale } from "@/language/locale";
import { studioLocaleOf } from "@/language/studio";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";

const KIND = "message.posted";
/** As many lines of one side as a single email holds; the page has them all. */
const LINES_IN_AN_EMAIL = 40;

type Person = Awaited<ReturnType<typeof listReaders>>[number];

/**
 * Who gets an email about a message of the freelancer's: the project's contact, its further people and whoever else
 * wrote there, of those with a living link. In a client's own thread in which nobody has written, the client's first
 * contact.
 */
export async function listReaders(tx: Tx, thread: Thread) {
  const lines = await tx.message.findMany({
    where: { ...linesOf(thread), heldUntil: null },
    distinct: ["contactId"],
    select: { contactId: true, writtenAt: true },
  });
  const also = thread.projectId
    ? await tx.projectReader.findMany({
        where: { projectId: thread.projectId, freelancerId: thread.freelancerId },
        select: { contactId: true },
      })
    : [];
  const ids = readersOf(thread.contactId, [...lines, ...also]);
  return tx.contact.findMany({
    where: {
      freelancerId: thread.freelancerId,
      clientId: thread.clientId,
      ...(ids.length > 0 ? { id: { in: ids } } : {}),
      linkRevokedAt: null,
      removedAt: null,
    },
    ...(ids.length > 0 ? {} : { orderBy: [{ createdAt: "asc" }, { id: "asc" }], take: 1 }),
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
    const { lines, hasMore } = await listLines(tx, thread, { contactId: null }, since);
    const locale = localeOf(languageOf(person.language));
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: person.name,
      projectTitle: thread.projectId && thread.title,
      texts: lines.map((line) => withFiles(line, locale)),
      hasMore,
    };
    const token = unseal("contact-link", person.linkCipher);
    const page = links.statusPage(token, thread.projectId ?? undefined);
    return {
      ...tellContact(locale, facts, page),
      newestId: lines.at(-1)?.id ?? thread.clientId,
    };
  });
}

/** Emails the freelancer what contacts wrote: one email for all lines of the studio's batching time. */
export async function emailFreelancer(tx: Tx, thread: Thread, writtenAt: Date): Promise<void> {
  const { studio } = thread;
  const locale = studioLocaleOf(studio.language);
  const someone = locale.t("files.email.someone");
  await gatherEmail(tx, batchOf(thread, toFreelancer(studio), writtenAt), async (since) => {
    const found = await listLines(tx, thread, { contactId: { not: null } }, since);
    const lines = found.lines.map((line) => ({
      by: line.contact?.name ?? someone,
      text: withFiles(line, localeOf(locale.language)),
    }));
    const facts = {
      freelancerName: studio.freelancerName,
      contactName: lines.at(-1)?.by ?? someone,
      threadTitle: thread.title,
      page: thread.projectId ? links.project(thread.projectId) : links.client(thread.clientId),
      lines,
      hasMore: found.hasMore,
    };
    return {
      ...tellFreelancer(locale, facts),
      newestId: found.lines.at(-1)?.id ?? thread.clientId,
    };
  });
}

/**
 * Writes anew what waits to be sent about a thread to its readers, after a line of it was corrected. Returns whether an
 * email waits that the freelancer has edited, which nothing changes but they.
 */
export async function rewriteWaiting(tx: Tx, thread: Thread, now: Date): Promise<boolean> {
  for (const person of await listReaders(tx, thread)) {
    const about = { kind: KIND, ...aboutOf(thread), contactId: person.id } as const;
    if (await findWaitingEmail(tx, about)) await emailContact(tx, thread, person, now);
  }
  const { freelancerId } = thread;
  const edited = { frozenAt: null, settledAt: null, editedAt: { not: null } };
  const where = { freelancerId, kind: KIND, ...aboutOf(thread), ...edited };
  return (await tx.email.count({ where })) > 0;
}

/** A line as an email tells it: with the names of the files that were sent with it. */
function withFiles(
  { text, files }: { text: string; files: { name: string }[] },
  { t }: Pick<Locale, "t">,
): string {
  if (files.length === 0) return text;
  return `${text}\n\n${t("emails.message.attached", { files: files.map(({ name }) => name).join(", ") })}`;
}

const aboutOf = ({ projectId, clientId }: Thread): About =>
  projectId ? { projectId } : { projectId: null, clientId };

function batchOf(thread: Thread, envelope: ReturnType<typeof toFreelancer>, at: Date) {
  const delaySeconds = thread.studio.batchSeconds;
  return { kind: KIND, ...aboutOf(thread), envelope, at, delaySeconds } as const;
}

/** What one side wrote in a thread since an instant, but for what was written down by hand or came by itself. */
async function listLines(
  tx: Tx,
  thread: Thread,
  side: { contactId: null | { not: null } },
  since: Date,
) {
  const found = await tx.message.findMany({
    where: {
      ...linesOf(thread),
      ...side,
      loggedAt: null,
      heldUntil: null,
      isAutomatic: false,
      writtenAt: { gte: since },
    },
    orderBy: [{ writtenAt: "asc" }, { id: "asc" }],
    take: LINES_IN_AN_EMAIL + 1,
    select: {
      id: true,
      text: true,
      contact: { select: { name: true } },
      files: { where: { removedAt: null }, orderBy: { id: "asc" }, select: { name: true } },
    },
  });
  const lines = found.slice(0, LINES_IN_AN_EMAIL);
  return { lines, hasMore: found.length > lines.length };
}

/** Messages that the freelancer saw when answering need no email any more; newer ones do. */
export async function forgetSeenBatch(
  tx: Tx,
  thread: Thread,
  seenId: string | undefined,
  now: Date,
): Promise<void> {
  const where = { ...linesOf(thread), contactId: { not: null }, loggedAt: null };
  const newest = await tx.message.findFirst({
    where,
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    select: { writtenAt: true },
  });
  const seen = seenId
    ? await tx.message.findUnique({
        where: { id: seenId, ...linesOf(thread) },
        select: { writtenAt: true },
      })
    : null;
  if (!newest || !seen || seen.writtenAt < newest.writtenAt) return;
  const waiting = await findWaitingEmail(tx, { kind: KIND, ...aboutOf(thread), contactId: null });
  if (waiting) await cancelEmail(tx, waiting.id, now);
}
