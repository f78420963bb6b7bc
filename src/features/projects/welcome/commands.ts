import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { enqueueEmail } from "@/features/emails/commands";
import { studioEnvelope, toContact } from "@/features/emails/envelope";
import { byFreelancer, record } from "@/features/history/commands";
import { lockProject } from "@/features/projects/commands";
import { languageOf } from "@/language/languages";
import { localeOf } from "@/language/locale";
import { say } from "@/language/say";
import { dayIn, fromDateColumn } from "@/lib/dates";
import { Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { unseal } from "@/lib/tokens";
import { welcome } from "./emails";

/**
 * Writes the one welcome email about a project: the link to its page, what was agreed, and the dates that are open. It
 * waits for the studio's undo time, and can be edited or cancelled meanwhile; one that was cancelled is written anew.
 * Refuses for a completed project and a revoked link.
 */
export async function sendWelcome(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lockProject(tx, scope, projectId);
    const { studio, contact, ...project } = await readWelcome(tx, scope, projectId);
    if (project.completedAt)
      throw new Refusal("not-allowed", say("projects.welcome.refused.completed"));
    if (contact.linkRevokedAt)
      throw new Refusal(
        "not-allowed",
        say("projects.welcome.refused.revoked", { name: contact.name }),
      );
    const written = welcome(
      localeOf(languageOf(contact.language)),
      {
        freelancerName: studio.freelancerName,
        contactName: contact.name,
        projectTitle: project.title,
        summary: project.summary,
        dates: project.deadlines.map(({ promisedOn, ...date }) => ({
          ...date,
          promisedOn: fromDateColumn(promisedOn),
        })),
        today: dayIn(studio.zone, now),
      },
      links.statusPage(unseal("contact-link", contact.linkCipher), projectId),
    );
    await enqueueEmail(tx, {
      ...toContact(studio, contact),
      ...written,
      kind: "project.welcomed",
      dedupeKey: `project.welcomed:${projectId}`,
      projectId,
      createdAt: now,
      sendAt: new Date(now.getTime() + studio.emailHoldSeconds * 1000),
    });
    await settle(tx, scope, projectId, "project.welcomed", now);
  });
}

/** Notes that the freelancer tells the client of the page in their own way. A second time changes nothing. */
export async function welcomeByHand(scope: Scope, projectId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    await lockProject(tx, scope, projectId);
    await settle(tx, scope, projectId, "project.welcomedByHand", now);
  });
}

/** It is settled how the client learns of the page; whatever settled it first is in the history. */
async function settle(
  tx: Tx,
  scope: Scope,
  projectId: string,
  kind: "project.welcomed" | "project.welcomedByHand",
  at: Date,
): Promise<void> {
  const where = { id: projectId, freelancerId: scope.freelancerId };
  const isOpen = { ...where, welcomedAt: null };
  const { count } = await tx.project.updateMany({ where: isOpen, data: { welcomedAt: at } });
  if (count === 1)
    await record(tx, { ...byFreelancer(scope), kind, at, projectId, subjectId: projectId });
}

async function readWelcome(tx: Tx, scope: Scope, projectId: string) {
  const { client, ...project } = await tx.project.findUniqueOrThrow({
    where: { id: projectId, freelancerId: scope.freelancerId },
    select: {
      title: true,
      summary: true,
      completedAt: true,
      deadlines: {
        where: { metAt: null, droppedAt: null },
        orderBy: [{ promisedOn: "asc" }, { position: "asc" }, { id: "asc" }],
        select: { title: true, promisedOn: true, holder: true },
      },
      contact: {
        select: {
          id: true,
          name: true,
          address: true,
          language: true,
          linkCipher: true,
          linkRevokedAt: true,
        },
      },
      client: {
        select: { studio: { select: { ...studioEnvelope, zone: true, emailHoldSeconds: true } } },
      },
    },
  });
  return { ...project, studio: client.studio };
}
