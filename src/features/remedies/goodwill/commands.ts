import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import type { GoodwillKind } from "@/db/enums";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { notFound } from "@/lib/errors";

export type NewGoodwill = {
  kind: GoodwillKind;
  hundredths: number | null;
  currency: string | null;
  text: string;
};

/** The goodwill that was proposed for a case or a failure is on its client from now on, until it is used. */
export async function giveGoodwill(
  tx: Tx,
  of: { freelancerId: string; caseId: string } | { freelancerId: string; failureId: string },
  at: Date,
): Promise<void> {
  const { freelancerId } = of;
  const given = await tx.goodwill.findMany({
    where: { ...of, givenAt: null },
    select: { id: true, clientId: true },
  });
  for (const { id, clientId } of given) {
    await tx.goodwill.update({ where: { id }, data: { givenAt: at } });
    const about = { ...byFreelancer({ freelancerId }), clientId, subjectId: id, at };
    await record(tx, { ...about, kind: "goodwill.given" });
  }
}

/**
 * Gives a client the goodwill for a failure, once however many of its people are told, in the transaction that holds
 * the client.
 */
export async function giveForFailure(
  tx: Tx,
  of: { freelancerId: string; clientId: string; failureId: string },
  goodwill: NewGoodwill,
  at: Date,
): Promise<void> {
  const { count } = await tx.goodwill.createMany({
    data: [{ ...of, ...goodwill, createdAt: at }],
    skipDuplicates: true,
  });
  const { freelancerId, failureId } = of;
  if (count === 1) await giveGoodwill(tx, { freelancerId, failureId }, at);
}

/** Goodwill has been used, or after all has not. */
export async function markGoodwill(
  scope: Scope,
  goodwillId: string,
  usedAt: Date | null,
): Promise<void> {
  await inTransaction(async (tx) => {
    const where = { id: goodwillId, freelancerId: scope.freelancerId, givenAt: { not: null } };
    const found = await tx.goodwill.findUnique({ where, select: { clientId: true } });
    if (!found) throw notFound("goodwill");
    await lock(tx, scope, { client: found.clientId });
    const { count } = await tx.goodwill.updateMany({
      where: { ...where, usedAt: usedAt ? null : { not: null } },
      data: { usedAt },
    });
    if (count === 0) return;
    const kind = usedAt ? ("goodwill.used" as const) : ("goodwill.restored" as const);
    const about = { clientId: found.clientId, subjectId: goodwillId };
    await record(tx, { ...byFreelancer(scope), kind, ...about });
  });
}
