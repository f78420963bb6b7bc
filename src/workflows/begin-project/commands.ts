import { randomUUID } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { databaseNow } from "@/db/clock";
import { inTransaction, type Tx } from "@/db/client";
import type { Holder, RequestKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { setArchived } from "@/features/clients/archive/commands";
import { NEW_PROJECT } from "@/features/follow-ups/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { lockThread } from "@/features/messages/commands";
import { linkNewWork } from "@/features/messages/marks/commands";
import { copyItems } from "@/features/projects/templates/commands";
import type { Beginning } from "@/features/projects/templates/schema";
import { promiseWithin } from "@/features/deadlines/commands";
import { createProject } from "@/features/projects/commands";
import { askWithin } from "@/features/requests/commands";
import { quietSince } from "@/features/quiet-clients/queries";
import { dayIn, type Day } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { closeWithin } from "@/workflows/post-message/commands";
import { cancelFollowUps } from "@/workflows/cancel-follow-ups/commands";

/**
 * A new project for a contact of the freelancer's, with its first dates and requests, and with the checklist of a
 * template or of an earlier project if one is named, together or not at all. The same form sent twice is one project. A
 * client who was quiet has come back: history says so, and nobody asks them any more why they were quiet. Returns its
 * id.
 */
export async function beginProject(scope: Scope, input: NewProject): Promise<string> {
  const now = databaseNow();
  return inTransaction((tx) => beginWithin(tx, scope, input, now));
}

type NewProject = {
  contactId: string;
  title: string;
  summary?: string;
  from?: Beginning;
  dates?: FirstDate[];
  requests?: FirstRequest[];
  /** The message by which the client asked for it. */
  askedById?: string;
  formKey?: string;
};

type FirstDate = {
  /** Its place in the form. */
  place: string;
  title: string;
  promisedOn: Day;
  targetOn?: Day;
  holder: Holder;
};

type FirstRequest = {
  place: string;
  kind: RequestKind;
  title: string;
  details?: string;
  options: string[];
  dueOn: Day;
};

/** The same in the caller's transaction. */
export async function beginWithin(
  tx: Tx,
  scope: Scope,
  { from, dates = [], requests = [], askedById, ...project }: NewProject,
  now: Date,
): Promise<string> {
  const clientId = await lockClientOf(tx, scope, project.contactId);
  const since = await quietSince(tx, scope, clientId, now);
  const { id, isNew } = await createProject(tx, scope, project);
  if (!isNew) return id;
  await setArchived(tx, scope, clientId, null);
  if (askedById)
    await answerNewWork(tx, scope, { clientId, projectId: id, ...project, askedById }, now);
  if (from) await copyItems(tx, scope, { projectId: id, from });
  for (const { place, ...date } of dates)
    await promiseWithin(tx, scope, { projectId: id, ...date }, now, `dateDays.${place}`);
  await askFirst(tx, scope, id, requests, now);
  if (since) await recordReturn(tx, scope, { clientId, projectId: id }, since);
  const asking = {
    freelancerId: scope.freelancerId,
    contact: { clientId },
    kind: "QUIET_CHECK" as const,
  };
  await cancelFollowUps(tx, asking, NEW_PROJECT, now);
  return id;
}

/** Each is asked as if it had been asked by its own form. */
async function askFirst(
  tx: Tx,
  scope: Scope,
  projectId: string,
  requests: FirstRequest[],
  now: Date,
): Promise<void> {
  const places = { dueOn: "requestDays", options: "requestOptions" };
  for (const { place, ...request } of requests) {
    const input = { ...request, projectId, formKey: randomUUID() };
    await askWithin(tx, scope, input, now, (field) => `${places[field]}.${place}`);
  }
}

/** What the client asked for is a project now: their message says so, and waits for no answer. */
async function answerNewWork(
  tx: Tx,
  { freelancerId }: Scope,
  about: { clientId: string; projectId: string; title: string; askedById: string },
  now: Date,
): Promise<void> {
  const { clientId, projectId, title, askedById: messageId } = about;
  const thread = await lockThread(tx, { freelancerId, clientId });
  await linkNewWork(tx, thread, { messageId, projectId, title }, now);
  await closeWithin(tx, thread, messageId, now);
}

async function lockClientOf(tx: Tx, scope: Scope, contactId: string): Promise<string> {
  const contact = await tx.contact.findUnique({
    where: { id: contactId, freelancerId: scope.freelancerId },
    select: { clientId: true },
  });
  if (!contact) throw notFound("contact");
  await lock(tx, scope, { client: contact.clientId });
  return contact.clientId;
}

async function recordReturn(
  tx: Tx,
  scope: Scope,
  about: { clientId: string; projectId: string },
  since: Date,
): Promise<void> {
  const { zone } = await tx.studio.findUniqueOrThrow({
    where: { freelancerId: scope.freelancerId },
    select: { zone: true },
  });
  const data = { since: dayIn(zone, since) };
  await record(tx, { ...byFreelancer(scope), ...about, kind: "client.cameBack", data });
}
