import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { isMuted } from "@/features/projects/work-notes/rules";
import { say } from "@/language/say";
import { changesIn, type Seen } from "@/lib/seen";
import { notFound, Refusal } from "@/lib/errors";

/** More than a project ever has, and little enough for one page. */
const MOST_EXTRAS = 100;

/** Adds an extra: something beyond what was agreed, private until it is shown. Refuses more than a hundred. */
export async function writeExtra(
  scope: Scope,
  input: { projectId: string; text: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { project: input.projectId });
    if ((await tx.extra.count({ where: { projectId: input.projectId } })) >= MOST_EXTRAS)
      throw new Refusal("too-many", say("extras.full", { most: MOST_EXTRAS }), "text");
    await tx.extra.create({ data: { ...input, freelancerId: scope.freelancerId, createdAt: now } });
    const { projectId } = input;
    await record(tx, { ...byFreelancer(scope), kind: "extra.written", at: now, projectId });
  });
}

/** Edits an extra that is still private. */
export async function rewordExtra(
  scope: Scope,
  { extraId, text }: { extraId: string; text: string },
  seen: Seen = {},
): Promise<void> {
  await whilePrivate(scope, extraId, "extra.changed", (tx, extra) => {
    const data = changesIn({ text }, extra, seen, { text: "extras.yourWords" });
    return tx.extra.update({ where: { id: extraId }, data });
  });
}

/** Deletes an extra that is still private. */
export async function removeExtra(scope: Scope, extraId: string): Promise<void> {
  await whilePrivate(scope, extraId, "extra.removed", (tx) =>
    tx.extra.delete({ where: { id: extraId } }),
  );
}

/**
 * Shows an extra to the client; the next progress update mentions it. A second time changes
 * nothing. Refused while a case is open.
 */
export async function showExtra(scope: Scope, extraId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const extra = await lockExtra(tx, scope, extraId);
    if (extra.shownAt) return;
    if (isMuted(extra.project.client)) throw new Refusal("not-allowed", say("extras.muted"));
    await tx.extra.update({ where: { id: extraId }, data: { shownAt: now } });
    const projectId = extra.project.id;
    await record(tx, {
      ...byFreelancer(scope),
      kind: "extra.shown",
      at: now,
      projectId,
      subjectId: extraId,
    });
  });
}

/**
 * Shows all of a project's private extras on its delivery, in the transaction that holds it; none
 * while a case is open. Returns their words, oldest first.
 */
export async function showOnDelivery(
  tx: Tx,
  project: { id: string; caseOpenedAt: Date | null },
  now: Date,
): Promise<string[]> {
  if (isMuted(project)) return [];
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

/** The thank-you is not sent after all: what it would have mentioned is for the next progress update. */
export async function tellLater(tx: Tx, projectId: string): Promise<void> {
  const { completedAt } = await tx.project.findUniqueOrThrow({
    where: { id: projectId },
    select: { completedAt: true },
  });
  if (!completedAt) return;
  await tx.extra.updateMany({
    where: { projectId, shownAt: completedAt, gatheredAt: completedAt },
    data: { gatheredAt: null },
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
  kind: "extra.changed" | "extra.removed",
  work: (tx: Tx, extra: { text: string }) => Promise<unknown>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const extra = await lockExtra(tx, scope, extraId);
    if (extra.shownAt) throw new Refusal("too-late", say("extras.seen"));
    await work(tx, extra);
    await record(tx, { ...byFreelancer(scope), kind, projectId: extra.project.id });
  });
}

/** An extra of the freelancer's, locked, with its client kept as it is: no case is opened meanwhile. */
async function lockExtra(tx: Tx, scope: Scope, extraId: string) {
  const where = { id: extraId, freelancerId: scope.freelancerId };
  const found = await tx.extra.findUnique({
    where,
    select: { project: { select: { clientId: true } } },
  });
  if (!found) throw notFound("extra");
  await lockShared(tx, scope, { client: found.project.clientId });
  await lock(tx, scope, { extra: extraId });
  return tx.extra.findUniqueOrThrow({
    where,
    select: {
      text: true,
      shownAt: true,
      project: { select: { id: true, client: { select: { caseOpenedAt: true } } } },
    },
  });
}
