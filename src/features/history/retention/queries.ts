import { db } from "@/db/client";

/** Returns when the oldest entry of a freelancer's history that can be forgotten happened; null where there is none. */
export async function oldestEntry(freelancerId: string): Promise<Date | null> {
  const first = await db().historyEntry.findFirst({
    where: { freelancerId, kind: { not: "client.cameBack" } },
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: { at: true },
  });
  return first?.at ?? null;
}
