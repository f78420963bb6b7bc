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
    where: { id: fileId, freelancerId: scope.freelancerId, ...isStored },
    select: fetched,
  });
  if (!file) throw notFound("file");
  return file;
}

/** Like `getFile`, for a contact: only files of a project of their client. */
export async function getFileForContact(
  scope: ContactScope,
  projectId: string,
  fileId: string,
): Promise<KeptFile> {
  const project = { freelancerId: scope.freelancerId, clientId: scope.clientId };
  const file = await db().file.findUnique({
    where: { id: fileId, projectId, freelancerId: scope.freelancerId, project, ...isStored },
    select: fetched,
  });
  if (!file) throw notFound("file");
  return file;
}

export type KeptFile = { name: string; mediaType: string; storeKey: string };

function asRow<
  R extends { bytes: bigint; storedAt: Date | null; contact: { name: string } | null },
>({ bytes, storedAt, contact, ...file }: R) {
  return { ...file, bytes: Number(bytes), storedAt: storedAt!, by: contact?.name ?? null };
}

export type FileRow = Awaited<ReturnType<typeof listFiles>>[number];
