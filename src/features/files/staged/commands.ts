import { db, type Tx } from "@/db/client";
import { mediaTypeOf, MOST_BYTES, shownName } from "@/lib/files";
import {
  aboutOf,
  appear,
  beginUpload,
  discard,
  type Target,
} from "@/features/files/uploads/commands";
import { say } from "@/language/say";
import { Refusal } from "@/lib/errors";
import { storeArriving } from "@/store/store";

type Clock = () => Date;
export type Arriving = {
  name: string;
  mediaType: string;
  /** The most bytes to come, as the sender says; by default the most for one file. */
  bytes?: number;
  chunks: AsyncIterable<Uint8Array>;
};
export type Staged = { id: string; storeKey: string };

/**
 * Stores a file that is sent with a message, within the same limits as any other. It appears together with the
 * message, once `bindStaged` is called in its transaction, and is swept after a day where that never happens.
 */
export async function stageFile(target: Target, arriving: Arriving, clock: Clock): Promise<Staged> {
  const most = Math.min(arriving.bytes ?? MOST_BYTES, MOST_BYTES);
  const file = await beginUpload(target, { name: shownName(arriving.name), most }, clock());
  try {
    const bounds = { most, tooLarge: "fileTooLarge", empty: "fileEmpty" } as const;
    const { bytes, head } = await storeArriving(file.storeKey, arriving.chunks, bounds);
    const mediaType = mediaTypeOf(arriving.mediaType, head);
    await db().file.update({
      where: { id: file.id, freelancerId: target.freelancerId },
      data: { bytes, mediaType, stagedAt: clock() },
    });
    return file;
  } catch (error) {
    await discard(file);
    throw error;
  }
}

type Message = { id: string; isHeld: boolean };

/**
 * Binds staged files to the message they were sent with, in its transaction: they appear with it. Refuses where one
 * of them is not there any more, or is somebody else's, or of another thread.
 */
export async function bindStaged(
  tx: Tx,
  target: Target,
  fileIds: readonly string[],
  message: Message,
  now: Date,
): Promise<void> {
  if (fileIds.length === 0) return;
  const { freelancerId, contactId } = target;
  const { count } = await tx.file.updateMany({
    where: {
      ...aboutOf(target),
      id: { in: [...fileIds] },
      freelancerId,
      contactId,
      stagedAt: { not: null },
      storedAt: null,
      messageId: null,
    },
    data: { messageId: message.id },
  });
  if (count !== new Set(fileIds).size) throw new Refusal("invalid", say("files.gone"), "fileIds");
  if (!message.isHeld) await showFilesOf(tx, freelancerId, message.id, now);
}

/** The files of a message that is on the client's page now appear with it, in its transaction. */
export async function showFilesOf(
  tx: Tx,
  freelancerId: string,
  messageId: string,
  now: Date,
): Promise<void> {
  const files = await tx.file.findMany({
    where: { freelancerId, messageId, storedAt: null },
    orderBy: { id: "asc" },
    select: { id: true, projectId: true, clientId: true, contactId: true },
  });
  for (const { id, ...about } of files) await appear(tx, { freelancerId, ...about }, { id }, now);
}

/** The message that the files were to appear with is gone: they go to the sweep. */
export async function unbindFilesOf(tx: Tx, freelancerId: string, messageId: string) {
  await tx.file.updateMany({
    where: { freelancerId, messageId, storedAt: null },
    data: { messageId: null },
  });
}

/** Removes files that were staged and are not to appear. */
export async function dropStaged(staged: Staged[]): Promise<void> {
  for (const file of staged) await discard(file);
}
