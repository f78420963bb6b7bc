import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** As many as the page of archived things shows. */
const MOST = 100;

/** Returns the freelancer's archived clients, by name, and whether there are more. */
export async function listArchivedClients({ freelancerId }: Scope) {
  const rows = await db().client.findMany({
    where: { freelancerId, archivedAt: { not: null } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST + 1,
    select: { id: true, name: true },
  });
  return { rows: rows.slice(0, MOST), hasMore: rows.length > MOST };
}
