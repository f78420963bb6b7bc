import type { Scope } from "@/auth/scope";
import { inTransaction, isTaken } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { isReserved } from "./rules";

/**
 * Opens the studio's wall at an address, or moves it there: the old address is not found from the next request on,
 * and anybody may take it. Refused where the address is taken, or reserved.
 */
export async function moveWall(scope: Scope, slug: string, now: Date): Promise<void> {
  if (isReserved(slug))
    throw new Refusal("not-allowed", say("wall.refused.reserved", { slug }), "slug");
  const { freelancerId } = scope;
  try {
    await inTransaction(async (tx) => {
      await lock(tx, scope, { studio: true });
      await tx.wall.upsert({
        where: { freelancerId },
        create: { freelancerId, slug, openedAt: now },
        update: { slug },
      });
      await record(tx, { ...byFreelancer(scope), kind: "wall.moved", at: now, data: { slug } });
    });
  } catch (error) {
    if (isTaken(error)) throw new Refusal("already", say("wall.refused.taken", { slug }), "slug");
    throw error;
  }
}

/** Closes the wall: its address is not found from the next request on. The testimonials are kept. */
export async function closeWall(scope: Scope): Promise<void> {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    const { count } = await tx.wall.deleteMany({ where: { freelancerId: scope.freelancerId } });
    if (count > 0) await record(tx, { ...byFreelancer(scope), kind: "wall.closed" });
  });
}
