import { db } from "@/db/client";
import { hashToken, parseToken } from "@/lib/tokens";
import { freelancerScope, type Scope } from "./scope";

/** What every token begins with, so that a search for lost secrets knows one. */
export const TOKEN_START = "upm_";

/**
 * Returns whose studio a program may read, by the header "Authorization: Bearer upm_…"; it does nothing else. Null
 * for a header that is missing or malformed, and for a token that is unknown or revoked.
 */
export async function findApiToken(
  authorization: string | null,
): Promise<{ scope: Scope; tokenId: string; lastUsedAt: Date | null } | null> {
  const [, given] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
  const token = given?.startsWith(TOKEN_START) ? parseToken(given.slice(TOKEN_START.length)) : null;
  if (!token) return null;
  const found = await db().apiToken.findUnique({
    where: { tokenHash: hashToken(token) },
    select: { id: true, freelancerId: true, lastUsedAt: true },
  });
  if (!found) return null;
  const { id: tokenId, freelancerId, lastUsedAt } = found;
  return { scope: freelancerScope(freelancerId), tokenId, lastUsedAt };
}
