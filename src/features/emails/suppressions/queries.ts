import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Returns which of the addresses are suppressed, by the address in lower case, and why. */
export async function listSuppressed(scope: Scope, addresses: string[]) {
  const rows = await db().suppression.findMany({
    where: {
      freelancerId: scope.freelancerId,
      address: { in: addresses.map((address) => address.toLowerCase()) },
      liftedAt: null,
    },
    select: {
      id: true,
      address: true,
      cause: true,
      detail: true,
      suppressedAt: true,
      emailId: true,
    },
  });
  return new Map(rows.map(({ address, ...suppression }) => [address, suppression]));
}

/** Returns whether an address is suppressed, and why; null when it is not. */
export async function findSuppression(scope: Scope, address: string) {
  return (await listSuppressed(scope, [address])).get(address.toLowerCase()) ?? null;
}

export type SuppressionFacts = NonNullable<Awaited<ReturnType<typeof findSuppression>>>;
