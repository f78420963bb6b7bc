import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";

/**
 * Deletes the files of assignments in the projects of a client who is erased; the assignments go with their projects.
 * Returns under which keys their bytes lie in the store; `arriving` are those that may be put there only after this.
 */
export async function eraseAssignmentFiles(
  tx: Tx,
  { freelancerId }: Scope,
  { projectIds }: Whom,
): Promise<{ stored: string[]; arriving: string[] }> {
  const where = { freelancerId, assignment: { freelancerId, projectId: { in: projectIds } } };
  const files = await tx.assignmentFile.findMany({
    where,
    select: { storeKey: true, storedAt: true },
  });
  await tx.assignmentFile.deleteMany({ where });
  const keys = (isStored: boolean) =>
    files.flatMap(({ storeKey, storedAt }) => ((storedAt !== null) === isStored ? storeKey : []));
  return { stored: keys(true), arriving: keys(false) };
}
