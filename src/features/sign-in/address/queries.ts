import type { Scope } from "@/auth/scope";
import { databaseNow } from "@/db/clock";
import { db } from "@/db/client";

/** Returns the address that waits to be confirmed, and until when it can be; null when none does. */
export async function findNewAddress({ freelancerId }: Scope) {
  return db().addressChange.findFirst({
    where: { userId: freelancerId, expires: { gt: databaseNow() } },
    select: { address: true, expires: true },
  });
}

export type NewAddress = NonNullable<Awaited<ReturnType<typeof findNewAddress>>>;
