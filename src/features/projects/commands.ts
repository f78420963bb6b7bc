import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import type { Day } from "@/lib/dates";
import { notFound } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import type { Choices } from "./schema";

type NewProject = { contactId: string; title: string; summary?: string; formKey?: string };

/**
 * A new project for a contact of the freelancer's, in the caller's transaction. Returns its id, and whether
 * it is new: the same under the key of the same form is one project. Another one under a form's old key (a
 * page that came back out of the browser's memory) is a project of its own.
 */
export async function createProject(
  tx: Tx,
  scope: Scope,
  { contactId, title, summary = "", formKey }: NewProject,
): Promise<{ id: string; isNew: boolean }> {
  const { freelancerId } = scope;
  // Two presses of one form come one after the other.
  await lock(tx, scope, { contact: contactId });
  const { clientId } = await tx.contact.findUniqueOrThrow({
    where: { id: contactId, freelancerId },
    select: { clientId: true },
  });
  const existing = formKey
    ? await tx.project.findUnique({
        where: { freelancerId_formKey: { freelancerId, formKey } },
        select: { id: true, contactId: true, title: true, summary: true },
      })
    : null;
  if (existing?.contactId === contactId && existing.title === title && existing.summary === summary)
    return { id: existing.id, isNew: false };
  const { id } = await tx.project.create({
    data: {
      freelancerId,
      clientId,
      contactId,
      title,
      summary,
      formKey: existing ? null : formKey,
    },
    select: { id: true },
  });
  const about = { projectId: id, clientId, contactId, subjectId: id };
  await record(tx, { ...byFreelancer(scope), kind: "project.begun", ...about });
  return { id, isNew: true };
}

/** Another title or description, on every open page at once. */
export async function describeProject(
  scope: Scope,
  { projectId, title, summary = "" }: { projectId: string; title: string; summary?: string },
  seen: Seen = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { project: projectId });
    const where = { id: projectId, freelancerId: scope.freelancerId };
    const select = { title: true, summary: true };
    const project = await tx.project.findUniqueOrThrow({ where, select });
    const labels = {
      title: "projects.describe.project",
      summary: "projects.describe.agreed",
    } as const;
    const changes = changesIn({ title, summary }, project, seen, labels);
    await tx.project.update({ where, data: changes });
    await record(tx, { ...byFreelancer(scope), kind: "project.described", projectId });
  });
}

export type LockedProject = {
  id: string;
  freelancerId: string;
  clientId: string;
  contactId: string;
  completedAt: Date | null;
  /** When it is completed without an answer, while its completion waits. */
  completesAt: Date | null;
  cancelledAt: Date | null;
  /** Since when a case is open with its client. */
  caseOpenedAt: Date | null;
};

/** A project of the freelancer's, locked, with its client and contact before it and the studio kept as it is. */
export async function lockProject(tx: Tx, scope: Scope, projectId: string): Promise<LockedProject> {
  const where = { id: projectId, freelancerId: scope.freelancerId };
  const parties = await tx.project.findUnique({
    where,
    select: { clientId: true, contactId: true },
  });
  if (!parties) throw notFound("project");
  await lockShared(tx, scope, { studio: true, client: parties.clientId });
  await lock(tx, scope, { contact: parties.contactId, project: projectId });
  const { client, ...project } = await tx.project.findUniqueOrThrow({
    where,
    select: {
      id: true,
      freelancerId: true,
      clientId: true,
      contactId: true,
      completedAt: true,
      completesAt: true,
      cancelledAt: true,
      client: { select: { caseOpenedAt: true } },
    },
  });
  return { ...project, caseOpenedAt: client.caseOpenedAt };
}

/** Of a project whose completion waits no more. */
const noWait = { completesAt: null, completesWith: Prisma.DbNull };

/** A project is completed, in the transaction that holds it. */
export async function markCompleted(tx: Tx, project: LockedProject, now: Date): Promise<void> {
  await mark(tx, project, "project.completed", now, { completedAt: now, ...noWait });
}

/** A project is closed without a delivery, in the transaction that holds it. */
export async function markCancelled(tx: Tx, project: LockedProject, now: Date): Promise<void> {
  const closed = { completedAt: now, cancelledAt: now, ...noWait };
  await mark(tx, project, "project.cancelled", now, closed);
}

/** A project is open again, and in the lists, in the transaction that holds it. */
export async function markReopened(tx: Tx, project: LockedProject, now: Date): Promise<void> {
  const open = { completedAt: null, cancelledAt: null, archivedAt: null };
  await mark(tx, project, "project.reopened", now, open);
}

/** Deletes a project with all that hangs under it, in the transaction that holds it. */
export async function removeProject(tx: Tx, scope: Scope, projectId: string): Promise<void> {
  await lock(tx, scope, { project: projectId });
  const { clientId, title } = await tx.project.delete({
    where: { id: projectId, freelancerId: scope.freelancerId },
    select: { clientId: true, title: true },
  });
  const data = { title };
  await record(tx, { ...byFreelancer(scope), kind: "project.deleted", clientId, data });
}

async function mark(
  tx: Tx,
  project: LockedProject,
  kind: "project.completed" | "project.cancelled" | "project.reopened",
  at: Date,
  data: Prisma.ProjectUncheckedUpdateInput,
): Promise<void> {
  const { id, clientId, contactId } = project;
  await tx.project.update({ where: { id }, data });
  const about = { projectId: id, clientId, contactId, subjectId: id };
  await record(tx, { ...byFreelancer(project), kind, at, ...about });
}

/** A completion waits until then, in the transaction that holds its project. */
export async function holdCompletion(
  tx: Tx,
  project: LockedProject,
  { completesAt, on, ...completesWith }: Choices & { completesAt: Date; on: Day },
  now: Date,
): Promise<void> {
  await tx.project.update({ where: { id: project.id }, data: { completesAt, completesWith } });
  const about = { projectId: project.id, clientId: project.clientId, data: { on } };
  await record(tx, { ...byFreelancer(project), kind: "project.completing", at: now, ...about });
}

/** A completion waits no more, and the project stays open. In the transaction that holds it. */
export async function dropCompletion(tx: Tx, project: LockedProject, now: Date): Promise<void> {
  await tx.project.update({ where: { id: project.id }, data: noWait });
  const about = { projectId: project.id, clientId: project.clientId };
  await record(tx, { ...byFreelancer(project), kind: "project.notCompleting", at: now, ...about });
}

/**
 * Since when a client waits for an answer about a project, or that nobody does. One that was archived is in the lists
 * again where they wait. In the caller's transaction.
 */
export async function saveWait(
  tx: Tx,
  projectId: string,
  waitingSince: Date | null,
): Promise<void> {
  const again = waitingSince ? { archivedAt: null } : {};
  await tx.project.update({ where: { id: projectId }, data: { waitingSince, ...again } });
}
