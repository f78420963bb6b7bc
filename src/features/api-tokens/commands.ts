import { TOKEN_START } from "@/auth/api-token";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { databaseNow } from "@/db/clock";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { notFound, Refusal } from "@/lib/errors";
import { hashToken, newToken } from "@/lib/tokens";

/** More programs than anybody has. */
const MOST_TOKENS = 20;
const SHOWN_START = TOKEN_START.length + 4;
const MINUTE_MS = 60_000;

/**
 * Makes a token that reads the studio, and returns it: it is not kept, and can't be shown again. Refuses a name
 * that is used already, and more than 20.
 */
export async function makeApiToken(scope: Scope, name: string): Promise<string> {
  const secret = newToken();
  const token = `${TOKEN_START}${secret}`;
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const used = await tx.apiToken.findMany({ where: { freelancerId }, select: { name: true } });
    if (used.some((one) => one.name === name))
      throw new Refusal("already", say("otherPrograms.tokens.nameUsed", { name }), "name");
    if (used.length >= MOST_TOKENS)
      throw new Refusal("too-many", say("otherPrograms.tokens.tooMany", { most: MOST_TOKENS }));
    await tx.apiToken.create({
      data: {
        freelancerId,
        name,
        tokenHash: hashToken(secret),
        start: token.slice(0, SHOWN_START),
        createdAt: databaseNow(),
      },
    });
    await record(tx, { ...byFreelancer(scope), kind: "apiToken.made", data: { name } });
  });
  return token;
}

/** Revokes a token: whatever reads with it is refused from now on. */
export async function revokeApiToken(scope: Scope, tokenId: string): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const found = await tx.apiToken.findUnique({
      where: { id: tokenId, freelancerId },
      select: { name: true },
    });
    if (!found) throw notFound("apiToken");
    await tx.apiToken.delete({ where: { id: tokenId, freelancerId } });
    await record(tx, { ...byFreelancer(scope), kind: "apiToken.revoked", data: found });
  });
}

/** Notes that a token was used, once a minute at most. */
export async function noteTokenUsed(
  scope: Scope,
  { tokenId, lastUsedAt }: { tokenId: string; lastUsedAt: Date | null },
  now: Date,
): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < MINUTE_MS) return;
  await db().apiToken.updateMany({
    where: { id: tokenId, freelancerId: scope.freelancerId },
    data: { lastUsedAt: now },
  });
}
