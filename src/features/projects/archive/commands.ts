import type { Scope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { byFreelancer, record } from "@/features/history/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";

/**
 * Takes a closed project out of the studio's lists; the client's page stays, and a message of theirs brings it back.
 * An open one is refused. Doing it again changes nothing.
 */
export async function archiveProject(scope: Scope, projectId: string, now: Date): Promise<void> {
  await setArchived(scope, projectId, now);
}

/** Puts an archived project back into the lists. */
export async function unarchiveProject(scope: Scope, projectId: string): Promise<void> {
  await setArchived(scope, projectId, null);
}

async function setArchived(scope: Scope, projectId: string, archivedAt: Date | null) {
  await inTransaction(async (tx) => {
    await lock(tx, scope, { project: projectId });
    const where = { id: projectId, freelancerId: scope.freelancerId };
    const project = await tx.project.findUniqueOrThrow({
      where,
      select: { completedAt: true, archivedAt: true },
    });
    if (Boolean(project.archivedAt) === Boolean(archivedAt)) return;
    if (!project.completedAt) throw new Refusal("not-allowed", say("projects.archive.open"));
    await tx.project.update({ where, data: { archivedAt } });
    const kind = archivedAt ? "project.archived" : "project.unarchived";
    await record(tx, { ...byFreelancer(scope), kind, projectId });
  });
}
