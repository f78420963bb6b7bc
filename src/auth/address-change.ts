import { databaseNow } from "@/db/clock";
import { db, type Tx } from "@/db/client";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { links } from "@/lib/links";
import { newToken, parseToken } from "@/lib/tokens";
import { freelancerScope, type Scope } from "./scope";
import { storedToken } from "./stored-token";

/** How long a new address can be confirmed. */
export const CONFIRM_MINUTES = 60;

/** Keeps the address that a freelancer wants to sign in with instead. Returns the link that confirms it: the last one alone. */
export async function issueAddressLink(tx: Tx, scope: Scope, address: string): Promise<string> {
  const { freelancerId: userId } = scope;
  const token = newToken();
  const expires = new Date(databaseNow().getTime() + CONFIRM_MINUTES * 60_000);
  const data = { address, token: storedToken(token), expires };
  await tx.addressChange.upsert({
    where: { userId },
    create: { userId, ...data },
    update: data,
  });
  return links.confirmAddress(token);
}

/** Returns what a link confirms, and for whom; null for one that no longer works. Changes nothing. */
export async function findAddressLink(
  rawToken: unknown,
): Promise<{ address: string; scope: Scope } | null> {
  const token = parseToken(rawToken);
  if (!token) return null;
  const found = await db().addressChange.findFirst({
    where: { token: storedToken(token), expires: { gt: databaseNow() } },
    select: { address: true, userId: true },
  });
  return found && { address: found.address, scope: freelancerScope(found.userId) };
}

/**
 * Changes the address that the freelancer signs in with to the one that the link is for, and returns both. Sign-in
 * links of either are dead from now on. Refused for a link that was used, has run out, or is another freelancer's,
 * and where the address belongs to somebody by now: which of these, nobody is told.
 */
export async function redeemAddressLink(
  tx: Tx,
  { freelancerId: userId }: Scope,
  rawToken: unknown,
): Promise<{ before: string; address: string }> {
  // With whoever is admitted at this moment one after the other, so that an address is one person's.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('uptomark.admission'))`;
  const token = storedToken(parseToken(rawToken) ?? "");
  const where = { userId, token, expires: { gt: databaseNow() } };
  const change = await tx.addressChange.findFirst({ where });
  const { count } = await tx.addressChange.deleteMany({ where });
  const spent = new Refusal("too-late", say("signInAddress.spent.refused"));
  if (!change || count !== 1) throw spent;
  const { address } = change;
  if ((await tx.user.count({ where: { email: address } })) > 0) throw spent;
  const { email: before } = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  const now = databaseNow();
  await tx.user.update({ where: { id: userId }, data: { email: address, emailVerified: now } });
  await tx.verificationToken.deleteMany({ where: { identifier: { in: [before, address] } } });
  // Whoever was invited by this address is here.
  const invited = { address, acceptedAt: null };
  await tx.invitation.updateMany({ where: invited, data: { acceptedAt: now } });
  return { before, address };
}
