import { byFreelancer, record } from "@/features/history/commands";
import type { Scope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { lock } from "@/db/locks";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { log, plainError } from "@/lib/log";
import { sweepIncoming } from "@/store/incoming";
import { store } from "@/store/store";
import { tellOfSent } from "./arrivals/commands";
import { previewKeyOf } from "@/features/files/previews/rules";
import { forgetUpload, lockProject } from "./uploads/commands";

/** Deletes a file: nobody can fetch it from then on, and its bytes are deleted. */
export async function removeFile(scope: Scope, fileId: string, now: Date): Promise<void> {
  const file = await inTransaction(async (tx) => {
    const found = await tx.file.findUnique({
      where: { id: fileId, freelancerId: scope.freelancerId, storedAt: { not: null } },
      select: {
        id: true,
        projectId: true,
        clientId: true,
        messageId: true,
        contactId: true,
        name: true,
        storeKey: true,
      },
    });
    if (!found) throw notFound("file");
    const { projectId, clientId, messageId, contactId } = found;
    const { freelancerId } = scope;
    const project = projectId ? await lockProject(tx, { freelancerId, projectId }) : null;
    if (clientId) await lock(tx, scope, { client: clientId });
    const { count } = await tx.file.updateMany({
      where: { id: fileId, removedAt: null },
      data: { removedAt: now },
    });
    if (count === 0) return found;
    // What waits names it no more.
    if (project && !contactId && !messageId) await tellOfSent(tx, project, now);
    await record(tx, {
      ...byFreelancer(scope),
      kind: "file.removed",
      at: now,
      projectId: projectId ?? undefined,
      clientId: clientId ?? undefined,
      subjectId: fileId,
      data: { name: found.name },
    });
    return found;
  });
  await deleteBytes(file).catch((error: unknown) =>
    log().warn(plainError(error), "a removed file's bytes are left to the sweep"),
  );
}

/** An upload that has not ended after this long never will. */
const HALF_FINISHED_MS = 86_400_000;
const AT_ONCE = 500;

/**
 * Deletes uploads that started more than a day ago and never ended, and bytes of deleted files that
 * are still there.
 */
export async function sweepFiles(now: Date): Promise<void> {
  const before = new Date(now.getTime() - HALF_FINISHED_MS);
  for (const file of await db().file.findMany({
    // One that waits together with its message is no half-finished upload.
    where: { storedAt: null, messageId: null, startedAt: { lt: before } },
    take: AT_ONCE,
    select: { id: true, storeKey: true },
  }))
    await forgetUpload(file);
  for (const file of await db().file.findMany({
    where: { removedAt: { not: null }, bytes: { gt: 0 } },
    take: AT_ONCE,
    select: { id: true, storeKey: true },
  }))
    await deleteBytes(file);
  await sweepIncoming(env().FILES_DIR, before);
}

/** Bytes first: a row with no bytes means they are known to be gone. */
async function deleteBytes(file: { id: string; storeKey: string }): Promise<void> {
  await store().remove(file.storeKey);
  await store().remove(previewKeyOf(file.storeKey));
  await db().file.updateMany({ where: { id: file.id }, data: { bytes: 0 } });
}
