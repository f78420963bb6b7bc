import { db } from "@/db/client";

/** Deletes expired sessions, sign-in links, unconfirmed addresses, challenges and rate-limit counters. */
export async function sweepExpired(now: Date): Promise<void> {
  await db().session.deleteMany({ where: { expires: { lt: now } } });
  await db().verificationToken.deleteMany({ where: { expires: { lt: now } } });
  await db().passkeyChallenge.deleteMany({ where: { expires: { lt: now } } });
  await db().addressChange.deleteMany({ where: { expires: { lt: now } } });
  await db().rateLimiterFlexible.deleteMany({ where: { expire: { lt: now } } });
}
