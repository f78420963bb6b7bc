import type { Tx } from "@/db/client";
import { forgetLimits } from "./limits";

/** Signs a freelancer out everywhere, in the caller's transaction. */
export async function endSessions(tx: Tx, freelancerId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId: freelancerId } });
}

/**
 * Deletes a freelancer as somebody who signs in: the user with accounts and sessions, their sign-in links, their
 * invitation, and what was counted of them. Returns their address; null where there is no such user.
 */
export async function eraseUser(tx: Tx, freelancerId: string): Promise<string | null> {
  const user = await tx.user.findUnique({ where: { id: freelancerId }, select: { email: true } });
  if (!user) return null;
  await tx.verificationToken.deleteMany({ where: { identifier: user.email } });
  await tx.invitation.deleteMany({ where: { address: user.email } });
  await forgetLimits(tx, [user.email, freelancerId]);
  await tx.user.delete({ where: { id: freelancerId } });
  return user.email;
}
