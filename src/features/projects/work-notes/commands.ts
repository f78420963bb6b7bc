import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock, lockShared } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { changesIn, type Seen } from "@/lib/seen";
import { isMuted, mayChange } from "./rules";

/**
 * Saves a work note: a draft, or shown to the client at once. Showing is refused while a case with
 * them is open.
 */
export async function writeNote(
  scope: Scope,
  input: { projectId: string; text: string; as: "draft" | "shown" },
  now: Date,
): Promise<void> {
  const { projectId, text } = input;
  const isShown = input.as === "shown";
  await inTransaction(async (tx) => {
    const client = await lockClientOf(tx, scope, { id: projectId });
    if (isShown) refuseMuted(client);
    const note = await tx.workNote.create({
      data: {
        freelancerId: scope.freelancerId,
        projectId,
        text,
        createdAt: now,
        shownAt: isShown ? now : null,
      },
      select: { id: true },
    });
    const kind = isShown ? "workNote.shown" : "workNote.drafted";
    await record(tx, { ...byFreelancer(scope), kind, at: now, projectId, subjectId: note.id });
  });
}

/**
 * Shows a note to the client. A note that is already shown stays as it is. Refused while a case is
 * open.
 */
export async function showNote(scope: Scope, noteId: string, now: Date): Promise<void> {
  await onNote(scope, noteId, "workNote.shown", async (tx, note) => {
    if (note.shownAt) return false;
    refuseMuted(note.project.client);
    await tx.workNote.update({ where: { id: noteId }, data: { shownAt: now } });
  });
}

/** Other words for a note, on the page at once. Refused once it has been gathered: it stays then. */
export async function rewordNote(
  scope: Scope,
  { noteId, text }: { noteId: string; text: string },
  seen: Seen = {},
): Promise<void> {
  await onNote(scope, noteId, "workNote.changed", async (tx, note) => {
    if (!mayChange(note)) throw isGathered();
    const data = changesIn({ text }, note, seen, { text: "extras.yourWords" });
    await tx.workNote.update({ where: { id: noteId }, data });
  });
}

/** Deletes a note, draft or shown. Refused once it is in an email. */
export async function removeNote(scope: Scope, noteId: string): Promise<void> {
  await onNote(scope, noteId, "workNote.removed", async (tx, note) => {
    if (!mayChange(note)) throw isGathered();
    await tx.workNote.delete({ where: { id: noteId } });
  });
}

type Note = Awaited<ReturnType<typeof lockNote>>;

async function onNote(
  scope: Scope,
  noteId: string,
  kind: "workNote.shown" | "workNote.changed" | "workNote.removed",
  /** False where nothing was changed. */
  work: (tx: Tx, note: Note) => Promise<void | false>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const note = await lockNote(tx, scope, noteId);
    if ((await work(tx, note)) === false) return;
    const projectId = note.project.id;
    await record(tx, { ...byFreelancer(scope), kind, projectId, subjectId: noteId });
  });
}

/** A note of the freelancer's, locked, with its client kept as it is: no case is opened meanwhile. */
async function lockNote(tx: Tx, scope: Scope, noteId: string) {
  const where = { id: noteId, freelancerId: scope.freelancerId };
  const found = await tx.workNote.findUnique({ where, select: { projectId: true } });
  if (!found) throw notFound("workNote");
  await lockClientOf(tx, scope, { id: found.projectId });
  await lock(tx, scope, { workNote: noteId });
  return tx.workNote.findUniqueOrThrow({
    where,
    select: {
      text: true,
      shownAt: true,
      gatheredAt: true,
      project: { select: { id: true, client: { select: { caseOpenedAt: true } } } },
    },
  });
}

/** The client of a project of the freelancer's, kept as it is until the transaction ends. */
async function lockClientOf(tx: Tx, scope: Scope, project: { id: string }) {
  const found = await tx.project.findUnique({
    where: { id: project.id, freelancerId: scope.freelancerId },
    select: { clientId: true },
  });
  if (!found) throw notFound("project");
  await lockShared(tx, scope, { client: found.clientId });
  return tx.client.findUniqueOrThrow({
    where: { id: found.clientId },
    select: { caseOpenedAt: true },
  });
}

function refuseMuted(client: { caseOpenedAt: Date | null }): void {
  if (isMuted(client)) throw new Refusal("not-allowed", say("workNotes.muted"));
}

function isGathered(): Refusal {
  return new Refusal("too-late", say("workNotes.gathered"));
}
