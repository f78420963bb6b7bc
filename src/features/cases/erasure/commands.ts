import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";

/** Deletes the cases of a client who is erased, with their complaints and what was promised for them. */
export async function eraseCases(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, contactIds }: Whom,
): Promise<void> {
  await tx.case.deleteMany({
    where: { freelancerId, OR: [{ clientId }, { contactId: { in: contactIds } }] },
  });
}
