import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Returns what other programs may read this studio with, by name; of each token only what it begins with. */
export async function listApiTokens(scope: Scope) {
  return db().apiToken.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: { name: "asc" },
    select: { id: true, name: true, start: true, createdAt: true, lastUsedAt: true },
  });
}

export type ApiTokenRow = Awaited<ReturnType<typeof listApiTokens>>[number];
