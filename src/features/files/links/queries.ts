import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { MOST_LINKS } from "./rules";

/** Returns the links of a project, the newest first; none for a project that is not the freelancer's. */
export async function listLinks({ freelancerId }: Scope, projectId: string) {
  return db().link.findMany({
    where: { projectId, freelancerId },
    orderBy: [{ addedAt: "desc" }, { id: "desc" }],
    take: MOST_LINKS,
    select: { id: true, title: true, url: true, addedAt: true },
  });
}

export type LinkRow = Awaited<ReturnType<typeof listLinks>>[number];
