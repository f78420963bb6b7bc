import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** As many as the page of archived things shows. */
const MOST = 500;

/** Returns the freelancer's archived clients, by name. */
export function listArchivedClients({ freelancerId }: Scope) {
  return db().client.findMany({
    where: { freelancerId, archivedAt: { not: null } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST,
    select: { id: true, name: true },
  });
}
