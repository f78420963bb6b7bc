import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { planFollowUps, withdrawFollowUps } from "@/features/follow-ups/commands";
import { notFound } from "@/lib/errors";
import { notifyStudio } from "@/live/notify";

/** A new project for a contact of the freelancer's. Answers its id. */
export async function beginProject(scope: Scope, input: { contactId: string; title: string; summary?: string }): Promise<string> {
  return inTransaction(async (tx) => {
    const contact = await tx.contact.findUnique({ where: { id: input.contactId, freelancerId: scope.freelancerId }, select: { id: true, clientId: true } });
    if (!contact) throw notFound("contact");
    const project = await tx.project.create({
      data: { freelancerId: scope.freelancerId, clientId: contact.clientId, contactId: contact.id, title: input.title, summary: input.summary ?? "" },
      select: { id: true },
    });
    return project.id;
  });
}

export async function describeProject(scope: Scope, input: { projectId: string; title: string; summary?: string }): Promise<void> {
  const { count } = await inTransaction((tx) =>
    tx.project.updateMany({ where: { id: input.projectId, freelancerId: scope.freelancerId }, data: { title: input.title, summary: input.summary ?? "" } }),
  );
  if (count === 0) throw notFound("project");
}

/**
 * Completes a project and plans its follow-ups, together or not at all. Completing a completed
 * project changes nothing, however many do it at once: there is one thank-you and one check-back.
 */
export async function completeProject(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (project.completedAt) return;
    await tx.project.update({ where: { id: project.id }, data: { completedAt: now } });
    await planFollowUps(tx, scope, project.id, now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

/**
 * Opens a completed project again and takes back its follow-ups that have not left. What has left
 * stays as it is, and does not leave again when the project is completed again.
 */
export async function reopenProject(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (!project.completedAt) return;
    await tx.project.update({ where: { id: project.id }, data: { completedAt: null } });
    await withdrawFollowUps(tx, project.id, "The project was opened again.", now);
    await notifyStudio(tx, scope.freelancerId);
  });
}

async function lockProject(tx: Tx, scope: Scope, projectId: string) {
  await tx.$queryRaw(Prisma.sql`SELECT 1 FROM "Project" WHERE "id" = ${projectId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`);
  const project = await tx.project.findUnique({ where: { id: projectId, freelancerId: scope.freelancerId }, select: { id: true, completedAt: true } });
  if (!project) throw notFound("project");
  return project;
}
