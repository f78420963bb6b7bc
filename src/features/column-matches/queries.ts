import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Returns what each heading of the freelancer's lists was at the last import that had it; "" for one left out. */
export async function listMatches({ freelancerId }: Scope): Promise<Map<string, string>> {
  const rows = await db().columnMatch.findMany({
    where: { freelancerId },
    select: { heading: true, field: true },
  });
  return new Map(rows.map(({ heading, field }) => [heading, field]));
}
