import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import { byFreelancer, recordAll } from "@/features/history/commands";

export type ListedProject = {
  clientId: string;
  contactId: string;
  title: string;
  summary?: string;
};

/** Creates projects of clients who are new, in the caller's transaction. */
export async function addProjects(tx: Tx, scope: Scope, projects: ListedProject[]): Promise<void> {
  const added = await tx.project.createManyAndReturn({
    data: projects.map((project) => ({ ...project, freelancerId: scope.freelancerId })),
    select: { id: true, clientId: true },
  });
  await recordAll(
    tx,
    added.map(({ id, clientId }) => ({
      ...byFreelancer(scope),
      kind: "project.begun",
      projectId: id,
      clientId,
    })),
  );
}
