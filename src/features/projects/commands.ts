import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { planFollowUps, cancelFollowUps } from "@/features/follow-ups/commands";
import { notFound, Refusal } from "@/lib/errors";
import { notifyProject } from "@/live/notify";
import { copyTemplate } from "./checklist/commands";
import { namesOf } from "./checklist/rules";
import { hideAgain, showOnDelivery, toldOnDelivery } from "./extras/commands";

/**
 * Creates a project for one of the freelancer's contacts, with a checklist template if one is
 * named, in one transaction. Returns its id.
 */
export async function beginProject(
  scope: Scope,
  input: { contactId: string; title: string; summary?: string; templateId?: string },
): Promise<string> {
  return inTransaction(async (tx) => {
    const contact = await tx.contact.findUnique({
      where: { id: input.contactId, freelancerId: scope.freelancerId },
      select: { id: true, clientId: true },
    });
    if (!contact) throw notFound("contact");
    const project = await tx.project.create({
      data: {
        freelancerId: scope.freelancerId,
        clientId: contact.clientId,
        contactId: contact.id,
        title: input.title,
        summary: input.summary ?? "",
      },
      select: { id: true },
    });
    if (input.templateId)
      await copyTemplate(tx, scope, { projectId: project.id, templateId: input.templateId });
    return project.id;
  });
}

export async function describeProject(
  scope: Scope,
  input: { projectId: string; title: string; summary?: string },
): Promise<void> {
  const { count } = await inTransaction((tx) =>
    tx.project.updateMany({
      where: { id: input.projectId, freelancerId: scope.freelancerId },
      data: { title: input.title, summary: input.summary ?? "" },
    }),
  );
  if (count === 0) throw notFound("project");
}

/**
 * Completes a project and plans its follow-ups, in one transaction. Completing it again changes
 * nothing, however many do it at once: there is one thank-you and one check-back. On request it
 * refuses with "asks-again" and names the open checklist items, and it reveals the private extras,
 * which the thank-you mentions.
 */
export async function completeProject(
  scope: Scope,
  projectId: string,
  now: Date,
  how: { asksAboutOpenItems?: boolean; withExtras?: boolean } = {},
): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (project.completedAt) return;
    if (how.asksAboutOpenItems) await askAboutOpenItems(tx, project.id);
    await tx.project.update({ where: { id: project.id }, data: { completedAt: now } });
    const extras = how.withExtras ? await showOnDelivery(tx, project, now) : [];
    const isThanked = await planFollowUps(tx, scope, project.id, now, extras);
    if (isThanked) await toldOnDelivery(tx, project.id, now);
    await notifyProject(tx, project.id);
  });
}

/**
 * Reopens a completed project and cancels its follow-ups that have not been sent. A follow-up that
 * was sent is not sent again at the next completion. Extras revealed by the completion become
 * private again if its thank-you is cancelled.
 */
export async function reopenProject(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, scope, projectId);
    if (!project.completedAt) return;
    await tx.project.update({ where: { id: project.id }, data: { completedAt: null } });
    const isThankYouBack = await cancelFollowUps(tx, project.id, "The project was reopened.", now);
    if (isThankYouBack) await hideAgain(tx, project.id, project.completedAt);
    await notifyProject(tx, project.id);
  });
}

async function askAboutOpenItems(tx: Tx, projectId: string): Promise<void> {
  const open = await tx.checklistItem.findMany({
    where: { projectId, doneAt: null },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { text: true },
  });
  if (open.length > 0)
    throw new Refusal(
      "asks-again",
      `Still open on your checklist: ${namesOf(open.map((item) => item.text))}.`,
    );
}

async function lockProject(tx: Tx, scope: Scope, projectId: string) {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Project" WHERE "id" = ${projectId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR NO KEY UPDATE`,
  );
  const project = await tx.project.findUnique({
    where: { id: projectId, freelancerId: scope.freelancerId },
    select: { id: true, freelancerId: true, clientId: true, completedAt: true },
  });
  if (!project) throw notFound("project");
  return project;
}
