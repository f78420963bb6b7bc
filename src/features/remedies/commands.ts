import type { Scope } from "@/auth/scope";
import { inTransaction, type Prisma, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { giveGoodwill, type NewGoodwill } from "./goodwill/commands";

type OfCase = { freelancerId: string; clientId: string; caseId: string };

/**
 * The one remedy and the goodwill that a case's apology will name, in the transaction that holds its client. Each is
 * put in place of what was proposed before; nothing is promised yet.
 */
export async function propose(
  tx: Tx,
  { freelancerId, clientId, caseId }: OfCase,
  offered: { remedy: string | null; goodwill: NewGoodwill | null },
  now: Date,
): Promise<void> {
  const of = { freelancerId, clientId, caseId, createdAt: now };
  await tx.remedy.deleteMany({ where: { freelancerId, caseId, promisedAt: null } });
  await tx.goodwill.deleteMany({ where: { freelancerId, caseId, givenAt: null } });
  if (offered.remedy) await tx.remedy.create({ data: { ...of, text: offered.remedy } });
  if (offered.goodwill) await tx.goodwill.create({ data: { ...of, ...offered.goodwill } });
}

/**
 * What a case's apology named is promised from when it was sent, in the transaction that holds its client: the
 * remedy is due in the next project that begins, and the goodwill is on the client until it is used.
 */
export async function promise(tx: Tx, { freelancerId, caseId }: OfCase, at: Date): Promise<void> {
  const proposed = await tx.remedy.findMany({
    where: { freelancerId, caseId, promisedAt: null },
    select: remedySelect,
  });
  await tx.remedy.updateMany({
    where: { id: { in: proposed.map(({ id }) => id) }, freelancerId },
    data: { promisedAt: at },
  });
  for (const remedy of proposed) await recordRemedy(tx, remedy, { kind: "remedy.promised", at });
  await giveGoodwill(tx, { freelancerId, caseId }, at);
}

/** The remedies that were kept in a project, as its check-back names them. In the transaction that writes it. */
export async function listKeptTexts(tx: Tx, projectId: string): Promise<string[]> {
  const found = await tx.remedy.findMany({
    where: { keptProjectId: projectId },
    orderBy: [{ keptAt: "asc" }, { id: "asc" }],
    select: { text: true },
  });
  return found.map(({ text }) => text);
}

/** How many remedies a case has promised. In the transaction that holds its client. */
export async function countPromised(tx: Tx, { freelancerId, caseId }: OfCase): Promise<number> {
  return tx.remedy.count({ where: { freelancerId, caseId, promisedAt: { not: null } } });
}

/** Deletes what was proposed for a case that is closed without it. In the transaction that holds its client. */
export async function dropProposed(tx: Tx, { freelancerId, caseId }: OfCase): Promise<void> {
  await tx.remedy.deleteMany({ where: { freelancerId, caseId, promisedAt: null } });
  await tx.goodwill.deleteMany({ where: { freelancerId, caseId, givenAt: null } });
}

const remedySelect = {
  id: true,
  freelancerId: true,
  clientId: true,
  text: true,
  promisedAt: true,
  keptAt: true,
  waivedAt: true,
  keptProjectId: true,
} as const;
type LockedRemedy = Prisma.RemedyGetPayload<{ select: typeof remedySelect }>;

/** A remedy of the freelancer's that has been promised, with its client locked. */
async function lockRemedy(tx: Tx, scope: Scope, remedyId: string): Promise<LockedRemedy> {
  const where = { id: remedyId, freelancerId: scope.freelancerId };
  const found = await tx.remedy.findUnique({ where, select: { clientId: true } });
  if (!found) throw notFound("remedy");
  await lock(tx, scope, { client: found.clientId });
  const remedy = await tx.remedy.findUnique({ where, select: remedySelect });
  if (!remedy?.promisedAt) throw notFound("remedy");
  return remedy;
}

/** A remedy is kept, in a project of its client's. One that is kept already stays as it was. */
export async function keepRemedy(
  scope: Scope,
  { remedyId, projectId }: { remedyId: string; projectId: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const remedy = await lockRemedy(tx, scope, remedyId);
    await lock(tx, scope, { project: projectId });
    const project = { id: projectId, clientId: remedy.clientId };
    if (!(await tx.project.findFirst({ where: project, select: { id: true } })))
      throw notFound("project");
    await markKept(tx, remedy, projectId, now);
  });
}

async function markKept(tx: Tx, remedy: LockedRemedy, projectId: string, now: Date): Promise<void> {
  // Two projects that are completed at once hold their client together: one of them keeps it.
  const { count } = await tx.remedy.updateMany({
    where: { id: remedy.id, freelancerId: remedy.freelancerId, keptAt: null, waivedAt: null },
    data: { keptAt: now, keptProjectId: projectId },
  });
  if (count === 0) return;
  await recordRemedy(tx, remedy, { kind: "remedy.kept", at: now, projectId });
}

/** A remedy is owed again: it was marked as kept, or as no longer owed, by mistake. */
export async function reopenRemedy(scope: Scope, remedyId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const remedy = await lockRemedy(tx, scope, remedyId);
    if (!remedy.keptAt && !remedy.waivedAt) return;
    await tx.remedy.update({
      where: { id: remedy.id },
      data: { keptAt: null, keptProjectId: null, waivedAt: null, waivedWhy: "" },
    });
    await recordRemedy(tx, remedy, {
      kind: "remedy.reopened",
      at: now,
      projectId: remedy.keptProjectId ?? undefined,
    });
  });
}

/** A remedy is no longer owed, with the reason: the client does not want it, or it cannot be done. */
export async function waiveRemedy(
  scope: Scope,
  { remedyId, why }: { remedyId: string; why: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    const remedy = await lockRemedy(tx, scope, remedyId);
    if (remedy.keptAt) throw new Refusal("already", say("remedies.refused.kept"));
    if (remedy.waivedAt) return;
    await tx.remedy.update({ where: { id: remedy.id }, data: { waivedAt: now, waivedWhy: why } });
    await recordRemedy(tx, remedy, { kind: "remedy.waived", at: now, why });
  });
}

export type RemedyAnswers = {
  /** Those that were kept. */
  keptIds: string[];
  /** Why the others were not. */
  notKeptWhy?: string;
};

/**
 * Settles the remedies that are due in a project as it is completed, in the transaction that holds its client: each
 * was kept, or there is a reason why not, and then it stays owed for the next project. Refused, naming them, while
 * one has neither.
 */
export async function settleRemedies(
  tx: Tx,
  project: { id: string; freelancerId: string; clientId: string },
  answers: RemedyAnswers,
  now: Date,
): Promise<void> {
  const due = await listDue(tx, project);
  const { keptIds, notKeptWhy } = answers;
  const missed = due.filter(({ id }) => !keptIds.includes(id));
  if (missed.length > 0 && !notKeptWhy)
    throw new Refusal(
      "invalid",
      say("remedies.refused.missed", {
        promises: missed.map(({ text }) => say("remedies.refused.promise", { text })).join(" "),
      }),
      "notKeptWhy",
    );
  for (const remedy of due) {
    if (keptIds.includes(remedy.id)) await markKept(tx, remedy, project.id, now);
    else await markMissed(tx, remedy, project.id, notKeptWhy!, now);
  }
}

async function markMissed(
  tx: Tx,
  remedy: LockedRemedy,
  projectId: string,
  why: string,
  now: Date,
): Promise<void> {
  const remedyId_projectId = { remedyId: remedy.id, projectId };
  const { freelancerId } = remedy;
  await tx.remedyMiss.upsert({
    where: { remedyId_projectId },
    create: { ...remedyId_projectId, freelancerId, missedAt: now, why },
    update: { missedAt: now, why },
  });
  await recordRemedy(tx, remedy, { kind: "remedy.missed", at: now, projectId, why });
}

/** The promised remedies that are owed in a project: of its client's, promised before it began. */
async function listDue(
  tx: Tx,
  project: { id: string; freelancerId: string; clientId: string },
): Promise<LockedRemedy[]> {
  const { createdAt } = await tx.project.findUniqueOrThrow({
    where: { id: project.id },
    select: { createdAt: true },
  });
  return tx.remedy.findMany({
    where: {
      freelancerId: project.freelancerId,
      clientId: project.clientId,
      promisedAt: { lte: createdAt },
      keptAt: null,
      waivedAt: null,
    },
    orderBy: [{ promisedAt: "asc" }, { id: "asc" }],
    select: remedySelect,
  });
}

type RemedyFact = { at: Date; projectId?: string } & (
  | { kind: "remedy.promised" | "remedy.kept" | "remedy.reopened" }
  | { kind: "remedy.missed" | "remedy.waived"; why: string }
);

function recordRemedy(tx: Tx, remedy: LockedRemedy, fact: RemedyFact): Promise<void> {
  const { at, projectId } = fact;
  const about = {
    ...byFreelancer(remedy),
    at,
    projectId,
    clientId: remedy.clientId,
    subjectId: remedy.id,
  };
  const { text } = remedy;
  return "why" in fact
    ? record(tx, { ...about, kind: fact.kind, data: { text, why: fact.why } })
    : record(tx, { ...about, kind: fact.kind, data: { text } });
}
