import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { notFound } from "@/lib/errors";

const fields = {
  id: true,
  deadlineId: true,
  round: true,
  note: true,
  putAt: true,
  outcome: true,
  closedAt: true,
  closedById: true,
  changes: true,
  channel: true,
  deadline: { select: { title: true } },
} as const;

/** Returns the rounds of a project's sign-offs, the first one first, with who answered. */
export async function listRounds({ freelancerId }: Scope, projectId: string) {
  const rows = await db().signOff.findMany({
    where: { projectId, freelancerId },
    orderBy: [{ putAt: "asc" }, { id: "asc" }],
    select: fields,
  });
  const ids = rows.flatMap(({ closedById }) => closedById ?? []);
  const people = await db().contact.findMany({
    where: { freelancerId, id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ deadline, closedById, ...row }) => ({
    ...row,
    title: deadline.title,
    by: (closedById && names.get(closedById)) ?? null,
  }));
}

export type StudioRound = Awaited<ReturnType<typeof listRounds>>[number];

/** Returns the project of a round. One of somebody else's is not found. */
export async function getProjectOf(
  tx: Tx,
  { freelancerId }: { freelancerId: string },
  signOffId: string,
): Promise<string> {
  const found = await tx.signOff.findUnique({
    where: { id: signOffId, freelancerId },
    select: { projectId: true },
  });
  if (!found) throw notFound("signOff");
  return found.projectId;
}

/** Returns the open rounds of a project with their titles, in the transaction that holds it. */
export async function listOpen(tx: Tx, freelancerId: string, projectId: string) {
  const rows = await tx.signOff.findMany({
    where: { freelancerId, projectId, closedAt: null },
    orderBy: [{ putAt: "asc" }, { id: "asc" }],
    select: { id: true, putAt: true, note: true, deadline: { select: { title: true } } },
  });
  return rows.map(({ deadline, ...row }) => ({ ...row, title: deadline.title }));
}
