import type { Scope } from "@/auth/scope";
import { db } from "@/db/client";

/** As many as a page shows of one project. */
const MOST = 200;

/** A project's work notes, drafts first, then the newest shown. */
export async function listNotes(scope: Scope, projectId: string) {
  return db().workNote.findMany({
    where: { projectId, freelancerId: scope.freelancerId },
    orderBy: [{ shownAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "desc" }],
    take: MOST,
    select: { id: true, text: true, createdAt: true, shownAt: true, gatheredAt: true },
  });
}

/** Whether a case is open with a client, which mutes all shown work. There are no cases yet; when there are, this is where they are looked for. */
export async function hasOpenCase(_client: { freelancerId: string; clientId: string }): Promise<boolean> {
  return false;
}

export type NoteRow = Awaited<ReturnType<typeof listNotes>>[number];
