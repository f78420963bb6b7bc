import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Those of the addresses that nothing is sent to any more, by the address in lower case, and why. */
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

/** Whether nothing is sent to an address any more, and why; null when emails go there. */
export async function findSuppression(scope: Scope, address: string) {
  return (await listSuppressed(scope, [address])).get(address.toLowerCase()) ?? null;
}

export type SuppressionFacts = NonNullable<Awaited<ReturnType<typeof findSuppression>>>;
