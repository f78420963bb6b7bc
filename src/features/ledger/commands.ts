import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import type { Channel } from "@/db/enums";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { cut } from "@/lib/cut";
import { dayIn, toDateColumn } from "@/lib/dates";
import { notFound, Refusal } from "@/lib/errors";
import { MOST_WHAT, type ChangedEntry, type NewEntry, type NotedEntry } from "./schema";

const notesOf = (input: Omit<NotedEntry, "entryId">) => ({
  cause: input.cause ?? "",
  learnt: input.learnt ?? "",
  costHundredths: input.costAmount ?? null,
  costCurrency: input.costAmount === undefined ? null : (input.costCurrency ?? null),
  costHours: input.costHours ?? null,
});

/**
 * Writes down something that went wrong and that the product cannot know. A client or project of somebody else's is
 * not found; a project of another client's is refused. The same line written twice, as a second press does, is one.
 * Returns its id.
 */
export async function enterMishap(scope: Scope, input: NewEntry, now: Date): Promise<string> {
  return inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const line = await lineOf(tx, scope, input, now);
    const { freelancerId } = scope;
    const written = await tx.ledgerEntry.findFirst({
      where: { freelancerId, ...line, ...notesOf(input) },
      select: { id: true },
    });
    if (written) return written.id;
    const { id } = await tx.ledgerEntry.create({
      data: { freelancerId, ...line, ...notesOf(input), createdAt: now },
      select: { id: true },
    });
    await recordEntry(tx, scope, "ledger.entered", { id, ...line }, now);
    return id;
  });
}

/**
 * Writes down that a client asked for changes of a delivery, as a correction that the freelancer can change or delete
 * like one of their own, in the transaction that holds its project.
 */
export async function enterCorrection(
  tx: Tx,
  { zone, ...about }: { zone: string; freelancerId: string; clientId: string; projectId: string },
  said: { title: string; changes: string; channel: Channel | null },
  now: Date,
): Promise<void> {
  const what = cut(`${said.title}: ${said.changes.replace(/\s+/gu, " ")}`, MOST_WHAT);
  const line = {
    what,
    kind: "CORRECTION" as const,
    happenedOn: toDateColumn(dayIn(zone, now)),
    channel: said.channel,
    clientId: about.clientId,
    projectId: about.projectId,
  };
  const { id } = await tx.ledgerEntry.create({
    data: { freelancerId: about.freelancerId, ...line, createdAt: now },
    select: { id: true },
  });
  await recordEntry(tx, about, "ledger.entered", { id, ...line }, now);
}

/** Corrects an entry that was written down by hand. One that the product made by itself is not found. */
export async function changeMishap(scope: Scope, input: ChangedEntry, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const { id } = await lockByHand(tx, scope, input.entryId);
    const line = await lineOf(tx, scope, input, now);
    await tx.ledgerEntry.update({ where: { id }, data: line });
    await recordEntry(tx, scope, "ledger.changed", { id, ...line }, now);
  });
}

/** Deletes an entry that was written down by hand. */
export async function removeMishap(scope: Scope, entryId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const found = await lockByHand(tx, scope, entryId);
    await tx.ledgerEntry.delete({ where: { id: entryId } });
    await recordEntry(tx, scope, "ledger.removed", found, now);
  });
}

async function lockByHand(tx: Tx, scope: Scope, entryId: string) {
  await lock(tx, scope, { studio: true });
  const found = await tx.ledgerEntry.findUnique({
    where: {
      id: entryId,
      freelancerId: scope.freelancerId,
      complaintId: null,
      deadlineMissId: null,
      failureId: null,
      quietCheckId: null,
    },
    select: { id: true, what: true, clientId: true, projectId: true },
  });
  if (!found) throw notFound("entry");
  return found;
}

async function lineOf(tx: Tx, scope: Scope, input: Omit<ChangedEntry, "entryId">, now: Date) {
  const { freelancerId } = scope;
  const { what, kind, happenedOn, channel = null, projectId = null } = input;
  const { zone } = await tx.studio.findUniqueOrThrow({
    where: { freelancerId },
    select: { zone: true },
  });
  if (happenedOn > dayIn(zone, now))
    throw new Refusal("invalid", say("ledger.fields.notYet"), "happenedOn");
  const clientId = await clientOf(tx, scope, input);
  return { what, kind, happenedOn: toDateColumn(happenedOn), channel, clientId, projectId };
}

/** The client that an entry is about: the one that is named, else its project's. */
async function clientOf(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, projectId }: { clientId?: string; projectId?: string },
): Promise<string | null> {
  if (clientId) {
    const where = { id: clientId, freelancerId };
    if (!(await tx.client.findUnique({ where, select: { id: true } }))) throw notFound("client");
  }
  if (!projectId) return clientId ?? null;
  const project = await tx.project.findUnique({
    where: { id: projectId, freelancerId },
    select: { clientId: true },
  });
  if (!project) throw notFound("project");
  if (clientId && clientId !== project.clientId)
    throw new Refusal("invalid", say("ledger.fields.otherClient"), "projectId");
  return project.clientId;
}

/**
 * Notes cause, cost and lesson of an entry, also of one that the product made by itself. A stranger's is not found.
 */
export async function noteEntry(scope: Scope, input: NotedEntry, now: Date): Promise<void> {
  const { entryId, ...notes } = input;
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const source = await findSource(tx, scope, entryId);
    const data = notesOf(notes);
    if (source === "by hand")
      await tx.ledgerEntry.update({ where: { id: entryId, freelancerId }, data });
    else {
      const existing = await tx.ledgerEntry.findFirst({
        where: { freelancerId, ...source.column },
        select: { id: true },
      });
      if (existing) await tx.ledgerEntry.update({ where: { id: existing.id }, data });
      else
        await tx.ledgerEntry.create({
          data: { freelancerId, kind: source.kind, ...source.column, ...data, createdAt: now },
        });
    }
    await record(tx, { ...byFreelancer(scope), kind: "ledger.noted", at: now, subjectId: entryId });
  });
}

/** What an entry is about: the row that it was made from, or that it was written down by hand. */
async function findSource(tx: Tx, scope: Scope, id: string) {
  const { freelancerId } = scope;
  const which = { where: { id, freelancerId }, select: { id: true } } as const;
  if (await tx.complaint.findUnique(which))
    return { kind: "COMPLAINT", column: { complaintId: id } } as const;
  if (await tx.deadlineMiss.findUnique(which))
    return { kind: "MISSED_DATE", column: { deadlineMissId: id } } as const;
  if (await tx.failure.findUnique(which))
    return { kind: "FAILURE", column: { failureId: id } } as const;
  if (await tx.quietCheck.findUnique({ ...which, where: { id, freelancerId, isComplaint: true } }))
    return { kind: "COMPLAINT", column: { quietCheckId: id } } as const;
  await lockByHand(tx, scope, id);
  return "by hand" as const;
}

function recordEntry(
  tx: Tx,
  scope: { freelancerId: string },
  kind: "ledger.entered" | "ledger.changed" | "ledger.removed",
  entry: { id: string; what: string; clientId: string | null; projectId: string | null },
  at: Date,
): Promise<void> {
  const about = { clientId: entry.clientId ?? undefined, projectId: entry.projectId ?? undefined };
  const data = { text: entry.what };
  return record(tx, { ...byFreelancer(scope), kind, at, ...about, subjectId: entry.id, data });
}
