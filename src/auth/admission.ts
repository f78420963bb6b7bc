import { databaseNow } from "@/db/clock";
import { inTransaction, type Tx } from "@/db/client";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";

/** Returns an email address as it is stored and compared: trimmed, lower case. */
export function normaliseAddress(address: string): string {
  return address.trim().toLowerCase();
}

/**
 * Whether this address may sign in: a freelancer already, invited, or the first to come.
 * The demo studio does not count as the first. Asks the same of every address, so that the time it
 * takes tells nothing.
 */
export async function mayEnter(tx: Tx, address: string): Promise<boolean> {
  const notDemo = { OR: [{ studio: { is: null } }, { studio: { seededAt: null } }] };
  const existing = await tx.user.count({ where: { email: address } });
  const knownHere = await tx.user.count({ where: { email: address, ...notDemo } });
  const invited = await tx.invitation.count({ where: { address, acceptedAt: null } });
  const others = await tx.user.count({ where: notDemo });
  return existing > 0 ? knownHere > 0 : invited > 0 || others === 0;
}

/**
 * Returns the freelancer with this address, created now if they are new and may sign in. Two who
 * come to an empty install at once are handled one after the other, so that only one is the first.
 */
export async function admit(rawAddress: string, name: string | null = null) {
  const address = normaliseAddress(rawAddress);
  return inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('uptomark.admission'))`;
    if (!(await mayEnter(tx, address))) throw new Refusal("not-allowed", say("signIn.notInvited"));
    const now = databaseNow();
    const existing = await tx.user.findUnique({ where: { email: address } });
    if (existing) return existing;
    await tx.invitation.updateMany({
      where: { address, acceptedAt: null },
      data: { acceptedAt: now },
    });
    return tx.user.create({ data: { email: address, name, emailVerified: now } });
  });
}
