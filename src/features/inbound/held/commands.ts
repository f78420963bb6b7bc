import type { Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { inboundWords, type InboundWords } from "@/features/inbound/schema";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { unseal } from "@/lib/tokens";

const heldFields = {
  id: true,
  subject: true,
  fromAddress: true,
  automatic: true,
  rawKey: true,
  wordsCipher: true,
  filedAt: true,
} as const;

/** Returns a held email, with what is needed to put it into a thread. A stranger's is not found. */
export function findHeld(scope: Scope, inboundId: string) {
  return readHeld(db(), scope, inboundId);
}

/** The same, locked. */
export async function lockHeld(tx: Tx, scope: Scope, inboundId: string) {
  await lock(tx, scope, { inboundEmail: inboundId });
  return readHeld(tx, scope, inboundId);
}

async function readHeld(within: Tx, { freelancerId }: Scope, inboundId: string) {
  const found = await within.inboundEmail.findUnique({
    where: { id: inboundId, freelancerId, heldAt: { not: null } },
    select: heldFields,
  });
  if (!found) throw notFound("email");
  if (found.filedAt) throw new Refusal("not-allowed", say("inbound.refused.filed"));
  const { wordsCipher, ...rest } = found;
  return { ...rest, words: openInbound(wordsCipher) };
}

function openInbound(cipher: Uint8Array): InboundWords {
  return inboundWords.parse(JSON.parse(unseal("inbound-email", cipher)));
}

/** The email as it came is no longer kept. */
export async function forgetRaw(tx: Tx, scope: Scope, inboundId: string): Promise<void> {
  await tx.inboundEmail.updateMany({
    where: { id: inboundId, freelancerId: scope.freelancerId },
    data: { rawKey: null },
  });
}

/** The freelancer does not want a held email in any thread. It can still be read, and put into one. */
export async function ignoreHeld(scope: Scope, inboundId: string, now: Date): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await lockHeld(tx, scope, inboundId);
    const { count } = await tx.inboundEmail.updateMany({
      where: { id: held.id, freelancerId: scope.freelancerId, ignoredAt: null },
      data: { ignoredAt: now },
    });
    if (count === 0) return;
    await record(tx, {
      ...byFreelancer(scope),
      kind: "inboundEmail.ignored",
      at: now,
      subjectId: held.id,
    });
  });
}
