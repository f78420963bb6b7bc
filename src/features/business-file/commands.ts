import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { changesIn, type Seen } from "@/lib/seen";
import { partNames, type Known, type Part } from "./rules";

/** What each part is called, where it was changed elsewhere meanwhile. */
const labels = Object.fromEntries(
  partNames.map((name) => [name, `businessFile.parts.${name}` as const]),
) as Record<Part, `businessFile.parts.${Part}`>;

const nothing: Known = { sells: "", toWhom: "", words: "", dates: "", cannot: "" };

/**
 * Keeps what the freelancer knows about a client's business. What was changed elsewhere meanwhile is not
 * overwritten.
 */
export async function saveBusinessFile(
  scope: Scope,
  { clientId, ...given }: { clientId: string } & Known,
  now: Date,
  seen: Seen = {},
): Promise<void> {
  const { freelancerId } = scope;
  await inTransaction(async (tx) => {
    await lock(tx, scope, { client: clientId });
    const where = { clientId, freelancerId };
    const select = { sells: true, toWhom: true, words: true, dates: true, cannot: true };
    const before = await tx.businessFile.findUnique({ where, select });
    const changes = changesIn(given, before ?? nothing, seen, labels);
    await tx.businessFile.upsert({
      where,
      create: { clientId, freelancerId, ...given, savedAt: now },
      update: { ...changes, savedAt: now },
    });
    await record(tx, { ...byFreelancer(scope), kind: "businessFile.saved", at: now, clientId });
  });
}
