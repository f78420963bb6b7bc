import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** As many as the page of archived things shows. */
const MOST = 500;

/** Returns the freelancer's archived projects, the last archived first. */
export function listArchivedProjects({ freelancerId }: Scope) {
  return db().project.findMany({
    where: { freelancerId, archivedAt: { not: null } },
    orderBy: [{ archivedAt: "desc" }, { id: "desc" }],
    take: MOST,
    select: { id: true, title: true, archivedAt: true, client: { select: { name: true } } },
  });
}
