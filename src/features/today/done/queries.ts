import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** For so long Today offers to undo what was marked as done. */
const UNDO_MS = 60_000;

/** Returns the promises that were marked as done within the last minute, the newest first. */
export function listJustDone({ freelancerId }: Scope, now: Date) {
  return db().deadline.findMany({
    where: {
      freelancerId,
      metAt: { gte: new Date(now.getTime() - UNDO_MS) },
      project: { completedAt: null },
    },
    orderBy: [{ metAt: "desc" }, { id: "asc" }],
    take: 10,
    select: { id: true, title: true, project: { select: { title: true } } },
  });
}

export type JustDone = Awaited<ReturnType<typeof listJustDone>>[number];
