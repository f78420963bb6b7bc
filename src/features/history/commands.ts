import { databaseNow } from "@/db/clock";
import type { Actor } from "@/db/enums";
import type { Tx } from "@/db/client";
import { notify } from "@/live/notify";
import { kinds, type Fact } from "./kinds";

type Entry = Fact & {
  freelancerId: string;
  actor: Actor;
  /** When it happened; the clock at the writing where it is left out. */
  at?: Date;
  projectId?: string;
  /** Left out where a project is named: its client is meant. */
  clientId?: string;
  contactId?: string;
  subcontractorId?: string;
  subjectId?: string;
};

/** Whose doing a fact is, as commands of a freelancer's write it. */
export const byFreelancer = (scope: { freelancerId: string }) => ({
  freelancerId: scope.freelancerId,
  actor: "FREELANCER" as const,
});

/** The same for what came by a contact's own link. */
export const byContact = (scope: {
  freelancerId: string;
  clientId: string;
  contactId: string;
}) => ({
  freelancerId: scope.freelancerId,
  clientId: scope.clientId,
  contactId: scope.contactId,
  actor: "CONTACT" as const,
});

/** The same for what came by a subcontractor's own link. */
export const bySubcontractor = (scope: { freelancerId: string; subcontractorId: string }) => ({
  freelancerId: scope.freelancerId,
  subcontractorId: scope.subcontractorId,
  actor: "SUBCONTRACTOR" as const,
});

/**
 * Writes down what happened, in the transaction that makes it true, and wakes the open pages that show it: the
 * studio's, and the client's or the subcontractor's where they see it too. Nothing is ever decided by it.
 */
export async function record(tx: Tx, entry: Entry): Promise<void> {
  const { kind, data = {}, projectId, ...rest } = entry;
  const clientId = entry.clientId ?? (await clientOf(tx, projectId));
  await tx.historyEntry.create({
    data: { ...rest, kind, data, projectId, clientId, at: entry.at ?? databaseNow() },
    select: { id: true },
  });
  const others = { studio: null, both: clientId, subcontractor: entry.subcontractorId };
  await notify(tx, entry.freelancerId, others[kinds[kind].wakes] ?? null);
}

/**
 * The same for many facts at once, each of which names its client. The studio's open pages are woken once, and nobody
 * else's: for what is new to everybody.
 */
export async function recordAll(tx: Tx, entries: (Entry & { clientId: string })[]): Promise<void> {
  const [first] = entries;
  if (!first) return;
  const at = databaseNow();
  await tx.historyEntry.createMany({
    data: entries.map(({ data = {}, ...entry }) => ({ at, ...entry, data })),
  });
  await notify(tx, first.freelancerId, null);
}

async function clientOf(tx: Tx, projectId: string | undefined): Promise<string | undefined> {
  if (!projectId) return undefined;
  const project = await tx.project.findUnique({
    where: { id: projectId },
    select: { clientId: true },
  });
  return project?.clientId;
}
