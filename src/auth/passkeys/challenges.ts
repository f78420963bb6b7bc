import { databaseNow } from "@/db/clock";
import { db } from "@/db/client";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { newToken, parseToken } from "@/lib/tokens";
import { storedToken } from "@/auth/stored-token";

/** How long a browser and its person have to answer. */
export const CHALLENGE_MINUTES = 5;

/**
 * Keeps what a device is asked to sign. Returns the secret by which the browser that asked is known again; for a
 * passkey that is added, only within its own session.
 */
export async function keepChallenge(challenge: string, sessionId: string | null): Promise<string> {
  const token = newToken();
  const expires = new Date(databaseNow().getTime() + CHALLENGE_MINUTES * 60_000);
  await db().passkeyChallenge.create({
    data: { token: storedToken(token), challenge, sessionId, expires },
  });
  return token;
}

/** Returns what was asked, once: of two answers that come together one finds it, whatever it is worth. */
export async function spendChallenge(
  rawToken: string | undefined,
  sessionId: string | null,
): Promise<string> {
  const token = parseToken(rawToken);
  const where = { token: token ? storedToken(token) : "", sessionId };
  const found = await db().passkeyChallenge.findFirst({
    where: { ...where, expires: { gt: databaseNow() } },
    select: { challenge: true },
  });
  const { count } = await db().passkeyChallenge.deleteMany({ where });
  if (!found || count !== 1) throw new Refusal("too-late", say("passkeys.refused.expired"));
  return found.challenge;
}
