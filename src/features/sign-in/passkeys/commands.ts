import { verifyNewPasskey, type NewPasskeyAnswer } from "@/auth/passkeys/register";
import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { enqueueEmail } from "@/features/emails/commands";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { passkeyChanged } from "./emails";

/** More than anybody has devices. */
export const MOST_PASSKEYS = 20;

/**
 * Adds the passkey that a browser made within this session, and says so by email. Refused in the demo, which
 * everybody shares, and once there are many.
 */
export async function addPasskey(
  scope: Scope,
  { name, ...answer }: NewPasskeyAnswer & { name: string },
  now: Date,
): Promise<void> {
  const { freelancerId } = scope;
  await refuseDemo(scope);
  const session = { id: answer.sessionId, userId: freelancerId };
  if ((await db().session.count({ where: session })) === 0) throw notFound("passkey");
  const passkey = await verifyNewPasskey(answer);
  await onPasskeys(scope, "passkey.added", now, async (tx) => {
    if ((await tx.passkey.count({ where: { userId: freelancerId } })) >= MOST_PASSKEYS)
      throw new Refusal("too-many", say("passkeys.tooMany", { most: MOST_PASSKEYS }));
    const { credentialId } = passkey;
    if ((await tx.passkey.count({ where: { credentialId } })) > 0)
      throw new Refusal("already", say("passkeys.browser.already"));
    await tx.passkey.create({ data: { ...passkey, userId: freelancerId, name, addedAt: now } });
    return name;
  });
}

/** Calls a passkey something else. */
export async function renamePasskey(
  scope: Scope,
  { passkeyId, name }: { passkeyId: string; name: string },
  now: Date,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { count } = await tx.passkey.updateMany({
      where: { id: passkeyId, userId: scope.freelancerId },
      data: { name },
    });
    if (count !== 1) throw notFound("passkey");
    await record(tx, {
      ...byFreelancer(scope),
      kind: "passkey.renamed",
      at: now,
      data: { name },
    });
  });
}

/** Removes a passkey: it signs nobody in any more. Says so by email. Who is signed in stays so. */
export async function removePasskey(scope: Scope, passkeyId: string, now: Date): Promise<void> {
  await onPasskeys(scope, "passkey.removed", now, async (tx) => {
    const mine = { id: passkeyId, userId: scope.freelancerId };
    const found = await tx.passkey.findUnique({ where: mine, select: { name: true } });
    if (!found) throw notFound("passkey");
    await tx.passkey.delete({ where: mine });
    return found.name;
  });
}

async function refuseDemo({ freelancerId }: Scope): Promise<void> {
  await inTransaction(async (tx) => {
    const { seededAt } = await tx.studio.findUniqueOrThrow({
      where: { freelancerId },
      select: { seededAt: true },
    });
    if (seededAt) throw new Refusal("not-allowed", say("passkeys.demo"));
  });
}

/** `work` returns the passkey's name, which the email and the history say. */
async function onPasskeys(
  scope: Scope,
  kind: "passkey.added" | "passkey.removed",
  now: Date,
  work: (tx: Tx) => Promise<string>,
): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const name = await work(tx);
    const { freelancer, ...studio } = await tx.studio.findUniqueOrThrow({
      where: { freelancerId: scope.freelancerId },
      select: { name: true, language: true, zone: true, freelancer: { select: { email: true } } },
    });
    const facts = { kind, passkey: name, address: freelancer.email, now };
    await enqueueEmail(tx, passkeyChanged(studio, facts));
    await record(tx, { ...byFreelancer(scope), kind, at: now, data: { name } });
  });
}
