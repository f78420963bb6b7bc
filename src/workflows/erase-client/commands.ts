import type { Scope } from "@/auth/scope";
import { inTransaction, type Tx } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { lock } from "@/db/locks";
import { endLinksOf } from "@/features/clients/erasure/commands";
import { findWhom } from "@/features/clients/erasure/queries";
import { cancelEmailsOf } from "@/features/emails/erasure/commands";
import { hashesOf, rememberErased } from "@/features/emails/erased/commands";
import { noteErasure } from "@/features/erasures/commands";
import { keepFigures } from "@/features/erasures/figures/commands";
import { isNamed } from "@/features/erasures/rules";
import { byFreelancer, record } from "@/features/history/commands";
import { listCasesOf } from "@/features/quality/queries";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { carryOut } from "./steps/commands";

/**
 * Erases one client: their people, projects, threads, emails and files. What stays is a few numbers that lead
 * to nobody, and a keyed hash of each address. Refused unless the client is named. Once it has begun it is
 * finished, by the worker where this process ends half-way.
 */
export async function eraseClient(
  scope: Scope,
  { clientId, name }: { clientId: string; name: string },
  now: Date,
): Promise<void> {
  await inTransaction((tx) => beginErasure(tx, scope, clientId, now, name));
  await carryOut(scope, clientId, databaseNow());
}

/**
 * Begins an erasure, in one transaction: it is written down, nothing is sent to the client and no link of theirs works
 * from now on, and the numbers that stay are counted. Beginning twice changes nothing.
 */
export async function beginErasure(
  tx: Tx,
  scope: Scope,
  clientId: string,
  now: Date,
  name?: string,
): Promise<void> {
  await lock(tx, scope, { client: clientId });
  const { studio, ...client } = await tx.client.findUniqueOrThrow({
    where: { id: clientId, freelancerId: scope.freelancerId },
    select: { name: true, studio: true },
  });
  if (name !== undefined && !isNamed(client.name, name))
    throw new Refusal("invalid", say("eraseClient.notNamed", { name: client.name }), "name");
  const whom = await findWhom(tx, scope, clientId);
  if (!whom) throw notFound("client");
  if (!(await noteErasure(tx, { freelancerId: scope.freelancerId, clientId }, now))) return;
  await rememberErased(tx, scope, await hashesOf(tx, scope.freelancerId, whom), now);
  await endLinksOf(tx, scope, whom, now);
  await cancelEmailsOf(tx, scope, whom, now);
  await keepFigures(tx, scope, await listCasesOf(scope, clientId, studio, tx));
  await record(tx, { ...byFreelancer(scope), kind: "client.erased", at: now });
}
