import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Returns what the freelancer can sign in with beside emails, oldest first. */
export async function listPasskeys({ freelancerId }: Scope) {
  return db().passkey.findMany({
    where: { userId: freelancerId },
    orderBy: [{ addedAt: "asc" }, { id: "asc" }],
    select: { id: true, name: true, addedAt: true, usedAt: true, isBackedUp: true },
  });
}

export type PasskeyRow = Awaited<ReturnType<typeof listPasskeys>>[number];
