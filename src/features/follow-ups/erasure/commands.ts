import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";

/** Deletes the follow-ups to people who are erased, planned and past. */
export async function eraseFollowUps(
  tx: Tx,
  { freelancerId }: Scope,
  { contactIds, projectIds }: Whom,
): Promise<void> {
  await tx.followUp.deleteMany({
    where: {
      freelancerId,
      OR: [{ contactId: { in: contactIds } }, { projectId: { in: projectIds } }],
    },
  });
}
