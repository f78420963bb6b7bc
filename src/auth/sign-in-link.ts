import { databaseNow } from "@/db/clock";
import { db, type Tx } from "@/db/client";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { newToken, parseToken } from "@/lib/tokens";
import { admit, mayEnter, normaliseAddress } from "./admission";
import { storedToken } from "./stored-token";

/** How long a sign-in link lives. */
export const LINK_MINUTES = 10;

/** As many links as may be good at once for one address. */
export const MOST_LINKS = 3;

/**
 * A new single-use sign-in link for this address, and whether the address may sign in; null where
 * three good ones exist. Earlier links live on for their ten minutes: whoever knows an address could
 * otherwise kill each link on its way. An address that may not sign in costs the same work, and its
 * link is given to nobody: redeeming it would admit nobody either.
 */
export async function issueSignInLink(
  tx: Tx,
  rawAddress: string,
): Promise<{ url: string; isAllowed: boolean } | null> {
  const address = normaliseAddress(rawAddress);
  // One after the other, so that several at once do not each find room for one more.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`uptomark.sign-in ${address}`}))`;
  const isAllowed = await mayEnter(tx, address);
  const now = databaseNow().getTime();
  const good = await tx.verificationToken.count({
    where: { identifier: address, expires: { gt: new Date(now) } },
  });
  if (good >= MOST_LINKS) return null;
  const token = newToken();
  await tx.verificationToken.create({
    data: {
      identifier: address,
      token: storedToken(token),
      expires: new Date(now + LINK_MINUTES * 60_000),
    },
  });
  return { url: links.signIn(token), isAllowed };
}

/**
 * The address that a sign-in link is for, null for one that no longer works. Changes nothing: a
 * mail scanner may look as often as it likes.
 */
export async function findSignInAddress(rawToken: unknown): Promise<string | null> {
  const token = parseToken(rawToken);
  if (!token) return null;
  const found = await db().verificationToken.findFirst({
    where: { token: storedToken(token), expires: { gt: databaseNow() } },
    select: { identifier: true },
  });
  return found?.identifier ?? null;
}

/**
 * The freelancer whom the link signs in; new ones are admitted now. Works once: of two that come
 * together one finds it.
 */
export async function redeemSignInLink(rawToken: unknown): Promise<{ id: string }> {
  const spent = new Refusal("too-late", say("signIn.spent.refused"));
  const token = parseToken(rawToken);
  const address = await findSignInAddress(token);
  if (!token || !address) throw spent;
  const { count } = await db().verificationToken.deleteMany({
    where: { identifier: address, token: storedToken(token), expires: { gt: databaseNow() } },
  });
  if (count !== 1) throw spent;
  return admit(address);
}
