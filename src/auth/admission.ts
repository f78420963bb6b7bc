import { inTransaction, type Tx } from "@/db/client";
import { Refusal } from "@/lib/errors";

/** Returns an email address as it is stored and compared: trimmed, lower case. */
export function normaliseAddress(address: string): string {
  return address.trim().toLowerCase();
}

/**
 * Returns whether this address may sign in: an existing freelancer, an invited one, or the first.
 * The demo studio does not count as the first.
 */
export async function mayEnter(tx: Tx, address: string): Promise<boolean> {
  const known = await tx.user.findUnique({
    where: { email: address },
    select: { id: true, studio: { select: { seededAt: true } } },
  });
  if (known) return known.studio?.seededAt == null;
  const invited = await tx.invitation.findUnique({
    where: { address },
    select: { acceptedAt: true },
  });
  if (invited && invited.acceptedAt === null) return true;
  const others = await tx.user.count({
    where: { OR: [{ studio: { is: null } }, { studio: { seededAt: null } }] },
  });
  return others === 0;
}

/**
 * Returns the freelancer with this address, created now if they are new and may sign in. Two who
 * come to an empty install at once are handled one after the other, so that only one is the first.
 */
export async function admit(rawAddress: string, name: string | null = null) {
  const address = normaliseAddress(rawAddress);
  return inTransaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('uptomark.admission'))`;
    if (!(await mayEnter(tx, address)))
      throw new Refusal(
        "not-allowed",
        "This studio is not open to new freelancers. Ask for an invitation.",
      );
    const now = new Date();
    const known = await tx.user.findUnique({ where: { email: address } });
    if (known) return known;
    await tx.invitation.updateMany({
      where: { address, acceptedAt: null },
      data: { acceptedAt: now },
    });
    return tx.user.create({ data: { email: address, name, emailVerified: now } });
  });
}
