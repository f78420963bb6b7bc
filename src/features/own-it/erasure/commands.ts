import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";

/**
 * Deletes the own-it emails' rows of people who are erased, and a failure that nobody else has heard about. What others
 * have heard stays as it is.
 */
export async function eraseNotices(
  tx: Tx,
  { freelancerId }: Scope,
  { contactIds }: Whom,
): Promise<void> {
  const where = { freelancerId, contactId: { in: contactIds } };
  const notices = await tx.failureNotice.findMany({ where, select: { failureId: true } });
  await tx.failureNotice.deleteMany({ where });
  await tx.failure.deleteMany({
    where: {
      freelancerId,
      id: { in: notices.map(({ failureId }) => failureId) },
      notices: { none: {} },
    },
  });
}
