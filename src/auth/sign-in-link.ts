import { db, type Tx } from "@/db/client";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { address as addressField } from "@/lib/fields";
import { newToken, parseToken } from "@/lib/tokens";
import { admit, mayEnter, normaliseAddress } from "./admission";
import { storedToken } from "./stored-token";

const addressShape = addressField("Email address");

/** How long a sign-in link works. */
export const LINK_MINUTES = 10;

/**
 * Returns a new single-use sign-in link for this address, or null when the address may not sign in.
 * Earlier links keep working for their ten minutes; otherwise anyone who knows an address could
 * disable its links.
 */
export async function issueSignInLink(tx: Tx, rawAddress: string): Promise<string | null> {
  const address = normaliseAddress(rawAddress);
  if (!(await mayEnter(tx, address))) return null;
  const token = newToken();
  await tx.verificationToken.create({
    data: {
      identifier: address,
      token: storedToken(token),
      expires: new Date(Date.now() + LINK_MINUTES * 60_000),
    },
  });
  return `${env().APP_URL.replace(/\/$/, "")}/sign-in/confirm?${new URLSearchParams({ address, token })}`;
}

/**
 * Returns whether the link still works. Changes nothing: a mail scanner may open it as often as it
 * likes.
 */
export async function isSignInLinkGood(rawAddress: unknown, rawToken: unknown): Promise<boolean> {
  const token = parseToken(rawToken);
  const address = addressShape.safeParse(rawAddress).data;
  if (!token || !address) return false;
  const found = await db().verificationToken.findUnique({
    where: { identifier_token: { identifier: address, token: storedToken(token) } },
    select: { expires: true },
  });
  return found !== null && found.expires > new Date();
}

/**
 * Signs in the freelancer of a link; new ones are admitted now. Works once: the row is deleted in
 * the statement that finds it.
 */
export async function redeemSignInLink(
  rawAddress: unknown,
  rawToken: unknown,
): Promise<{ id: string }> {
  const spent = new Refusal(
    "too-late",
    "This sign-in link was already used, or is more than ten minutes old. Get a new one.",
  );
  const token = parseToken(rawToken);
  const address = addressShape.safeParse(rawAddress).data;
  if (!token || !address) throw spent;
  const { count } = await db().verificationToken.deleteMany({
    where: { identifier: address, token: storedToken(token), expires: { gt: new Date() } },
  });
  if (count !== 1) throw spent;
  return admit(address);
}
