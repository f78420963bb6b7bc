import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** Returns the studio's saved replies, by name. */
export async function listReplies(scope: Scope) {
  return db().savedReply.findMany({
    where: { freelancerId: scope.freelancerId },
    orderBy: { name: "asc" },
    select: { id: true, name: true, text: true },
  });
}

export type ReplyRow = Awaited<ReturnType<typeof listReplies>>[number];
