import type { ContactScope } from "@/auth/scope";
import { db } from "@/db/client";
import { lookColumns } from "@/features/studio/look/rules";
import { pageOf } from "@/lib/page-of";
import { notFound } from "@/lib/errors";
import { after } from "./rules";

/** As many as one page of an older list shows. */
const PAGE = 100;

/** Returns who reads, as a page of theirs needs it. */
export async function getReader({ freelancerId, contactId }: ContactScope) {
  const contact = await db().contact.findUnique({
    where: { id: contactId, freelancerId },
    select: {
      zone: true,
      client: { select: { studio: { select: { ...lookColumns, freelancerName: true } } } },
    },
  });
  if (!contact) throw notFound("contact");
  return { zone: contact.zone, studio: contact.client.studio };
}

/**
 * Returns what was said about a client's project, and about none, before one message; oldest first. Without a project
 * what is about none alone.
 */
export async function listOlderMessages(
  scope: ContactScope,
  projectId: string | null,
  afterId: string,
) {
  const { freelancerId, clientId } = scope;
  const own = { freelancerId, clientId, heldUntil: null };
  const about = projectId ? [{ projectId }, { projectId: null }] : [{ projectId: null }];
  const where = { ...own, OR: about };
  const last = await db().message.findUnique({
    where: { ...where, id: afterId },
    select: { writtenAt: true },
  });
  if (!last) throw notFound("page");
  const { writtenAt } = last;
  const before = [{ writtenAt: { lt: writtenAt } }, { id: { lt: afterId } }];
  const found = await db().message.findMany({
    // Found by value, so that a deep page costs as much as the first.
    where: { ...where, writtenAt: { lte: writtenAt }, AND: [{ OR: before }] },
    orderBy: [{ writtenAt: "desc" }, { id: "desc" }],
    take: PAGE + 1,
    select: {
      id: true,
      text: true,
      writtenAt: true,
      contactId: true,
      channel: true,
      loggedAt: true,
      isAutomatic: true,
      heldUntil: true,
      seenAt: true,
      noReplyAt: true,
      correctedAt: true,
      earlierTexts: true,
      projectId: true,
      contact: { select: { name: true } },
      requestReply: { select: { acceptedAt: true, request: { select: { title: true } } } },
      files: {
        where: { storedAt: { not: null }, removedAt: null },
        orderBy: { id: "asc" },
        select: { id: true, name: true, bytes: true, storedAt: true },
      },
    },
  });
  const { rows, more } = pageOf(found, PAGE);
  const lines = rows.map(({ contact, requestReply, ...line }) => ({
    ...line,
    by: contact?.name ?? null,
    request: requestReply?.request.title ?? null,
    isAnswer: requestReply?.acceptedAt != null,
  }));
  return { lines: lines.toReversed(), more };
}

/** Returns the shown work of a client's project before one note, newest first. None while a case is open. */
export async function listOlderWork(scope: ContactScope, projectId: string, afterId: string) {
  const where = {
    projectId,
    freelancerId: scope.freelancerId,
    shownAt: { not: null },
    project: { ...projectOf(scope), client: { caseOpenedAt: null } },
  };
  if (!(await db().workNote.count({ where: { ...where, id: afterId } }))) throw notFound("page");
  const found = await db().workNote.findMany({
    where,
    orderBy: [{ shownAt: "desc" }, { id: "desc" }],
    cursor: { id: afterId },
    skip: 1,
    take: PAGE + 1,
    select: { id: true, text: true, shownAt: true },
  });
  const { rows, more } = pageOf(found, PAGE);
  return { notes: rows.map((note) => ({ ...note, shownAt: note.shownAt! })), more };
}

/** Returns the client's projects after one of them, in the order of their page. */
export async function listMoreProjects(scope: ContactScope, afterId: string) {
  const where = projectOf(scope);
  const last = await db().project.findUnique({
    where: { ...where, id: afterId },
    select: { id: true, completedAt: true, createdAt: true },
  });
  if (!last) throw notFound("page");
  const found = await db().project.findMany({
    where: { ...where, ...after("completedAt", last) },
    orderBy: [
      { completedAt: { sort: "desc", nulls: "first" } },
      { createdAt: "desc" },
      { id: "desc" },
    ],
    take: PAGE + 1,
    select: { id: true, title: true, completedAt: true, cancelledAt: true },
  });
  const { rows, more } = pageOf(found, PAGE);
  return { projects: rows, more };
}

const projectOf = ({ freelancerId, clientId }: ContactScope) => ({ freelancerId, clientId });
