import { randomUUID } from "node:crypto";
import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { addClient } from "@/features/clients/commands";
import type { HistoryKind } from "@/features/history/kinds";
import type { Language } from "@/language/languages";
import { dayIn, daysBetween, toDateColumn } from "@/lib/dates";
import { ZONE } from "./calendar";

export async function person(
  scope: Scope,
  client: string,
  contactName: string,
  address: string,
  zone: string,
  language?: Language,
): Promise<string> {
  const clientId = await addClient(scope, { name: client, contactName, address, zone, language });
  return (
    await db().contact.findFirstOrThrow({
      where: { clientId, freelancerId: scope.freelancerId },
      select: { id: true },
    })
  ).id;
}

/** What happened in earlier days, by the freelancer or by a contact, as the commands record it. */
export async function happened(
  scope: Scope,
  projectId: string,
  kind: HistoryKind,
  at: Date,
  {
    contactId = null,
    data = {},
  }: { contactId?: string | null; data?: Record<string, string | boolean> } = {},
): Promise<void> {
  const { freelancerId } = scope;
  const actor = contactId ? "CONTACT" : "FREELANCER";
  await db().historyEntry.create({
    data: { freelancerId, projectId, contactId, actor, kind, data, at },
  });
}

/** Begins each project's history the day before the first thing that happened in it; its client has long had its page. */
export async function beginBeforeTheRest({ freelancerId }: Scope): Promise<void> {
  await db().$executeRaw`
    UPDATE "Project" SET "welcomedAt" = "createdAt" WHERE "freelancerId" = ${freelancerId}::uuid`;
  await db().$executeRaw`
    UPDATE "HistoryEntry" b SET "at" = rest."first" - interval '1 day'
    FROM (
      SELECT "projectId", min("at") AS "first" FROM "HistoryEntry"
      WHERE "freelancerId" = ${freelancerId}::uuid AND "kind" <> 'project.begun' GROUP BY "projectId"
    ) rest
    WHERE b."projectId" = rest."projectId" AND b."kind" = 'project.begun'`;
}

/** A promise made some weeks ago, which the command for making one today would refuse. */
export async function promise(
  scope: Scope,
  projectId: string,
  title: string,
  promisedOn: string,
  metAt: Date | null = null,
  holder: "FREELANCER" | "CLIENT" = "FREELANCER",
  targetOn: string | null = null,
): Promise<void> {
  await db().deadline.create({
    data: {
      freelancerId: scope.freelancerId,
      projectId,
      title,
      promisedOn: toDateColumn(promisedOn),
      targetOn: targetOn && toDateColumn(targetOn),
      metAt,
      holder,
      createdAt: new Date(0),
    },
  });
  if (metAt) await happened(scope, projectId, "deadline.met", metAt, { data: { title } });
}

/** A promise that was moved from another day, with the email about it. */
export async function moved(
  scope: Scope,
  projectId: string,
  title: string,
  { from, reason }: { from: string; reason: string },
  movedAt: Date,
): Promise<void> {
  const deadline = await db().deadline.findFirstOrThrow({
    where: { projectId, title },
    select: { id: true, promisedOn: true },
  });
  await db().deadlineMove.create({
    data: {
      freelancerId: scope.freelancerId,
      deadlineId: deadline.id,
      fromOn: toDateColumn(from),
      toOn: deadline.promisedOn,
      reason,
      movedAt,
      toldDaysEarly: daysBetween(dayIn(ZONE, movedAt), from),
    },
  });
  const to = deadline.promisedOn.toISOString().slice(0, 10);
  await happened(scope, projectId, "deadline.moved", movedAt, { data: { title, from, to } });
}

export async function line(
  scope: Scope,
  projectId: string,
  contactId: string | null,
  text: string,
  writtenAt: Date,
  { loggedAs }: { loggedAs?: "PHONE" } = {},
): Promise<void> {
  const { clientId } = await db().project.findUniqueOrThrow({
    where: { id: projectId },
    select: { clientId: true },
  });
  await db().message.create({
    data: {
      clientId,
      freelancerId: scope.freelancerId,
      projectId,
      contactId,
      text,
      writtenAt,
      channel: loggedAs,
      loggedAt: loggedAs ? writtenAt : null,
      formKey: randomUUID(),
    },
  });
  await db().project.update({
    where: { id: projectId },
    data: { waitingSince: contactId ? writtenAt : null },
  });
  await happened(scope, projectId, "message.posted", writtenAt, { contactId });
}

/** A work note of earlier days, with the email of its day; a draft without one. */
export async function note(
  scope: Scope,
  projectId: string,
  text: string,
  shownAt: Date | null,
): Promise<void> {
  await db().workNote.create({
    data: { freelancerId: scope.freelancerId, projectId, text, shownAt, gatheredAt: shownAt },
  });
  if (shownAt) await happened(scope, projectId, "workNote.shown", shownAt);
}

export async function extra(
  scope: Scope,
  projectId: string,
  text: string,
  shownAt: Date | null = null,
): Promise<void> {
  await db().extra.create({
    data: { freelancerId: scope.freelancerId, projectId, text, shownAt, gatheredAt: shownAt },
  });
}

/** A checklist whose first items are ticked. */
export async function checklist(
  scope: Scope,
  projectId: string,
  texts: string[],
  ticked: number,
): Promise<void> {
  await db().checklistItem.createMany({
    data: texts.map((text, position) => ({
      freelancerId: scope.freelancerId,
      projectId,
      text,
      position,
      doneAt: position < ticked ? new Date() : null,
    })),
  });
}
