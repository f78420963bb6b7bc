import type { Scope } from "@/auth/scope";
import type { Prisma, Tx } from "@/db/client";
import { previewKeyOf } from "@/features/files/previews/rules";
import type { Whom } from "@/features/clients/erasure/queries";

/**
 * Deletes the files of a client who is erased, those that are still on their way too. Returns under which keys their
 * bytes lie in the store; `arriving` are those that may be put there only after this.
 */
export async function eraseFiles(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, contactIds, projectIds }: Whom,
): Promise<{ stored: string[]; arriving: string[] }> {
  return eraseWhere(tx, freelancerId, {
    OR: [{ clientId }, { projectId: { in: projectIds } }, { contactId: { in: contactIds } }],
  });
}

/** The same for one project. */
export function eraseFilesOfProject(
  tx: Tx,
  { freelancerId }: Scope,
  projectId: string,
): Promise<{ stored: string[]; arriving: string[] }> {
  return eraseWhere(tx, freelancerId, { projectId });
}

async function eraseWhere(tx: Tx, freelancerId: string, which: Prisma.FileWhereInput) {
  const where = { ...which, freelancerId };
  const files = await tx.file.findMany({ where, select: { storeKey: true, storedAt: true } });
  await tx.file.deleteMany({ where });
  const keys = (isStored: boolean) =>
    files
      .filter(({ storedAt }) => (storedAt !== null) === isStored)
      .map(({ storeKey }) => storeKey);
  const stored = keys(true).flatMap((key) => [key, previewKeyOf(key)]);
  return { stored, arriving: keys(false) };
}
