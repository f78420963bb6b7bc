import type { ContactScope, Scope } from "@/auth/scope";
import { db } from "@/db/client";
import { notFound } from "@/lib/errors";
import { MOST_FILES_A_PROJECT } from "./rules";

const isStored = { storedAt: { not: null }, removedAt: null };
const shown = {
  id: true,
  name: true,
  bytes: true,
  storedAt: true,
  messageId: true,
  previewWidth: true,
  previewHeight: true,
  contact: { select: { name: true } },
} as const;
const fetched = { name: true, mediaType: true, storeKey: true } as const;
const newestFirst = [{ storedAt: "desc" as const }, { id: "desc" as const }];

/**
 * Returns a project's files, newest first; none for a project that is not the freelancer's. `by` is
 * empty for the freelancer's own.
 */
export async function listFiles(scope: Scope, projectId: string) {
  const rows = await db().file.findMany({
    where: { projectId, freelancerId: scope.freelancerId, ...isStored },
    orderBy: newestFirst,
    take: MOST_FILES_A_PROJECT,
    select: shown,
  });
  return rows.map(asRow);
}

/** Returns where a file is stored, and its name. */
export async function getFile(scope: Scope, fileId: string): Promise<KeptFile> {
  const file = await db().file.findUnique({
    where: {
      id: fileId,
      freelancerId: scope.freelancerId,
      removedAt: null,
      // One of a held message is the freelancer's to look at, too.
      OR: [{ storedAt: { not: null } }, { messageId: { not: null } }],
    },
    select: fetched,
  });
  if (!file) throw notFound("file");
  return file;
}

/** Like `getFile`, for a contact: only files of a project of their client, or of the client's own thread. */
export async function getFileForContact(
  { freelancerId, clientId }: ContactScope,
  projectId: string | null,
  fileId: string,
): Promise<KeptFile> {
  const about = projectId
    ? { projectId, project: { freelancerId, clientId } }
    : { projectId: null, clientId };
  const file = await db().file.findUnique({
    where: { id: fileId, freelancerId, ...about, ...isStored },
    select: fetched,
  });
  if (!file) throw notFound("file");
  return file;
}

/** Returns the files that were sent with messages, by the message's id; those of held messages among them. */
export async function listFilesOf({ freelancerId }: Scope, messageIds: string[]) {
  const rows = await db().file.findMany({
    where: { freelancerId, messageId: { in: messageIds }, removedAt: null },
    orderBy: { id: "asc" },
    select: { id: true, name: true, bytes: true, messageId: true },
  });
  return Map.groupBy(
    rows.map(({ bytes, ...file }) => ({ ...file, bytes: Number(bytes) })),
    ({ messageId }) => messageId!,
  );
}

export type SentFile = { id: string; name: string; bytes: number };

export type KeptFile = { name: string; mediaType: string; storeKey: string };

function asRow<
  R extends { bytes: bigint; storedAt: Date | null; contact: { name: string } | null },
>({ bytes, storedAt, contact, ...file }: R) {
  return { ...file, bytes: Number(bytes), storedAt: storedAt!, by: contact?.name ?? null };
}

export type FileRow = Awaited<ReturnType<typeof listFiles>>[number];
