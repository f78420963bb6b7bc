import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** As many as the page of archived things shows. */
const MOST = 100;

/** Returns the freelancer's archived projects, the last archived first, and whether there are more. */
export async function listArchivedProjects({ freelancerId }: Scope) {
  const rows = await db().project.findMany({
    where: { freelancerId, archivedAt: { not: null } },
    orderBy: [{ archivedAt: "desc" }, { id: "desc" }],
    take: MOST + 1,
    select: { id: true, title: true, archivedAt: true, client: { select: { name: true } } },
  });
  return { rows: rows.slice(0, MOST), hasMore: rows.length > MOST };
}
