import { db } from "@/db/client";

/** Deletes what has run out: sessions, sign-in links, counters of limits. */
export async function sweepExpired(now: Date): Promise<void> {
  await db().session.deleteMany({ where: { expires: { lt: now } } });
  await db().verificationToken.deleteMany({ where: { expires: { lt: now } } });
  await db().rateLimiterFlexible.deleteMany({ where: { expire: { lt: now } } });
}
