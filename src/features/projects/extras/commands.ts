import type { Scope } from "@/auth/scope";
import { inTransaction, Prisma, type Tx } from "@/db/client";
import { hasOpenCase } from "@/features/projects/work-notes/queries";
import { isMuted } from "@/features/projects/work-notes/rules";
import { notFound, Refusal } from "@/lib/errors";
import { notifyProject, notifyStudio } from "@/live/notify";

/** Adds an extra: something beyond what was agreed, private until it is shown. */
export async function writeExtra(
  scope: Scope,
  input: { projectId: string; text: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    if (
      (await tx.project.count({
        where: { id: input.projectId, freelancerId: scope.freelancerId },
      })) === 0
    )
      throw notFound("project");
    await tx.extra.create({ data: { ...input, freelancerId: scope.freelancerId, createdAt: now } });
    await notifyStudio(tx, scope.freelancerId);
  });
}

/** Edits an extra that is still private. */
export async function rewordExtra(
  scope: Scope,
  input: { extraId: string; text: string },
): Promise<void> {
  await whilePrivate(scope, input.extraId, (tx) =>
    tx.extra.update({ where: { id: input.extraId }, data: { text: input.text } }),
  );
}

/** Deletes an extra that is still private. */
export async function removeExtra(scope: Scope, extraId: string): Promise<void> {
  await whilePrivate(scope, extraId, (tx) => tx.extra.delete({ where: { id: extraId } }));
}

/**
 * Shows an extra to the client; the next progress update mentions it. A second time changes
 * nothing. Refused while a case is open.
 */
export async function showExtra(scope: Scope, extraId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const extra = await lockExtra(tx, scope, extraId);
    if (extra.shownAt) return;
    if (isMuted(await hasOpenCase(extra.project)))
      throw new Refusal(
        "not-allowed",
        "A case is open with this client, so nothing new is shown until it is closed.",
      );
    await tx.extra.update({ where: { id: extraId }, data: { shownAt: now } });
    await notifyProject(tx, extra.project.id);
  });
}

/**
 * Reveals all of a project's private extras on delivery, in that transaction; none while a case is
 * open. Returns their texts, oldest first.
 */
export async function showOnDelivery(
  tx: Tx,
  project: { id: string; freelancerId: string; clientId: string },
  now: Date,
): Promise<string[]> {
  if (isMuted(await hasOpenCase(project))) return [];
  const shown = await tx.extra.updateManyAndReturn({
    where: { projectId: project.id, shownAt: null },
    data: { shownAt: now },
    select: { text: true, createdAt: true },
  });
  return shown
    .toSorted((a, b) => Number(a.createdAt) - Number(b.createdAt))
    .map((extra) => extra.text);
}

/** The thank-you mentions what was revealed with it, so no other email does. */
export async function toldOnDelivery(tx: Tx, projectId: string, deliveredAt: Date): Promise<void> {
  await tx.extra.updateMany({
    where: { projectId, shownAt: deliveredAt, gatheredAt: null },
    data: { gatheredAt: deliveredAt },
  });
}

/**
 * An extra revealed by a delivery that is undone before its thank-you was sent becomes private
 * again.
 */
export async function hideAgain(tx: Tx, projectId: string, deliveredAt: Date): Promise<void> {
  await tx.extra.updateMany({
    where: { projectId, shownAt: deliveredAt, gatheredAt: deliveredAt },
    data: { shownAt: null, gatheredAt: null },
  });
}

async function whilePrivate(
  scope: Scope,
  extraId: string,
  work: (tx: Tx) => Promise<unknown>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const extra = await lockExtra(tx, scope, extraId);
    if (extra.shownAt)
      throw new Refusal(
        "too-late",
        "The client has already seen this extra, so it can’t be changed.",
      );
    await work(tx);
    await notifyStudio(tx, scope.freelancerId);
  });
}

async function lockExtra(tx: Tx, scope: Scope, extraId: string) {
  await tx.$queryRaw(
    Prisma.sql`SELECT 1 FROM "Extra" WHERE "id" = ${extraId}::uuid AND "freelancerId" = ${scope.freelancerId}::uuid FOR UPDATE`,
  );
  const extra = await tx.extra.findUnique({
    where: { id: extraId, freelancerId: scope.freelancerId },
    select: {
      shownAt: true,
      project: { select: { id: true, freelancerId: true, clientId: true } },
    },
  });
  if (!extra) throw notFound("extra");
  return extra;
}
