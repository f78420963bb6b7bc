import { db, type Tx } from "@/db/client";
import { Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { newToken, parseToken } from "@/lib/tokens";
import { admit, mayEnter, normaliseAddress } from "./admission";
import { storedToken } from "./stored-token";

/** How long a sign-in link lives. */
export const LINK_MINUTES = 10;

/**
 * A new single-use sign-in link for this address, or null when the address may not enter. Earlier links
 * live on for their ten minutes: whoever knows an address could otherwise kill each link on its way.
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
  return links.signIn(token);
}

/** The address that a sign-in link is for, null for one that no longer works. Changes nothing: a mail scanner may look as often as it likes. */
export async function findSignInAddress(rawToken: unknown): Promise<string | null> {
  const token = parseToken(rawToken);
  if (!token) return null;
  const found = await db().verificationToken.findFirst({
    where: { token: storedToken(token), expires: { gt: new Date() } },
    select: { identifier: true },
  });
  return found?.identifier ?? null;
}

/** The freelancer whom the link signs in; new ones are admitted now. Works once: of two that come together one finds it. */
export async function redeemSignInLink(rawToken: unknown): Promise<{ id: string }> {
  const spent = new Refusal(
    "too-late",
    "This sign-in link has been used or is older than ten minutes. Ask for a new one.",
  );
  const token = parseToken(rawToken);
  const address = await findSignInAddress(token);
  if (!token || !address) throw spent;
  const { count } = await db().verificationToken.deleteMany({
    where: { identifier: address, token: storedToken(token), expires: { gt: new Date() } },
  });
  if (count !== 1) throw spent;
  return admit(address);
}
