import type { ContactScope } from "@/auth/scope";
import { inTransaction } from "@/db/client";
import { tellOfArrivals } from "@/features/files/arrivals/commands";
import { deleteLater } from "@/features/files/deletions/commands";
import { lockProject } from "@/features/files/uploads/commands";
import { byContact, record } from "@/features/history/commands";
import { refusal } from "@/language/refusals";
import { notFound } from "@/lib/errors";
import { mayWithdraw } from "./rules";

/**
 * A contact removes a file that they sent within the last hour: nobody can fetch it from then on, and an email about
 * it that waits does not name it. Later it is refused in words. Somebody else's is not found. Doing it again changes
 * nothing.
 */
export async function withdrawFile(
  scope: ContactScope,
  { projectId, fileId }: { projectId: string; fileId: string },
  now: Date,
): Promise<void> {
  const { freelancerId, clientId, contactId } = scope;
  await inTransaction(async (tx) => {
    const project = await lockProject(tx, { freelancerId, projectId, clientId });
    const file = await tx.file.findUnique({
      where: { id: fileId, freelancerId, projectId, contactId, messageId: null },
      select: { name: true, storedAt: true, storeKey: true, removedAt: true },
    });
    if (!file?.storedAt) throw notFound("file");
    if (file.removedAt) return;
    if (!mayWithdraw({ storedAt: file.storedAt }, now)) throw refusal("too-late", "fileTooLate");
    await tx.file.update({ where: { id: fileId, freelancerId }, data: { removedAt: now } });
    await deleteLater(tx, { stored: [file.storeKey] }, now);
    await tellOfArrivals(tx, project, now);
    await record(tx, {
      ...byContact(scope),
      kind: "file.removed",
      at: now,
      projectId,
      subjectId: fileId,
      data: { name: file.name },
    });
  });
}
