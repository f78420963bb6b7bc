import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import type { RetentionChoice } from "./schema";

/** Saves for how long what is settled is kept. What is past it is forgotten in the next night. */
export async function saveRetention(scope: Scope, choice: RetentionChoice): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { studio: true });
    await tx.retention.upsert({
      where: { freelancerId },
      create: { freelancerId, ...choice },
      update: choice,
    });
    await record(tx, { ...byFreelancer(scope), kind: "retention.saved" });
  });
}
