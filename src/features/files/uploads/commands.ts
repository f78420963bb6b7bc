import { createHash, randomUUID } from "node:crypto";
import type { ContactScope, Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { studioEnvelope } from "@/features/emails/envelope";
import { tellOfArrivals, tellOfSent } from "@/features/files/arrivals/commands";
import {
  mediaTypeOf,
  MOST_BYTES,
  MOST_BYTES_A_PROJECT,
  MOST_FILES_A_PROJECT,
  shownName,
} from "@/features/files/rules";
import { record } from "@/features/history/commands";
import { refusal } from "@/language/refusals";
import { notFound } from "@/lib/errors";
import { log, plainError } from "@/lib/log";
import { store, storeArriving } from "@/store/store";

/** An upload has a start and an end, so it takes the clock and not one reading of it. */
type Clock = () => Date;
type Arriving = {
  projectId: string;
  name: string;
  mediaType: string;
  /** Made with the form it comes by. */ formKey?: string;
  /** The most bytes to come, as the sender says; by default the most for one file. */ bytes?: number;
  chunks: AsyncIterable<Uint8Array>;
};

export type Target = {
  projectId: string;
  freelancerId: string;
  clientId?: string;
  contactId: string | null;
  /** The link it comes by, which has to be good when the last byte is there. */ linkHash?: Uint8Array<ArrayBuffer>;
};

/**
 * Attaches the freelancer's file to a project, or leaves nothing behind. Refuses an empty file, one
 * above 100 MB, and one that would bring the project above 2 GB, counting uploads in progress. The same
 * file under the key of the same form is one file.
 */
export async function attachFile(scope: Scope, arriving: Arriving, clock: Clock): Promise<void> {
  await attach(
    { projectId: arriving.projectId, freelancerId: scope.freelancerId, contactId: null },
    arriving,
    clock,
  );
}

/**
 * Like `attachFile`, for a contact and a project of their client. The freelancer gets one email for
 * all files of the batching time.
 */
export async function attachFileFromContact(
  scope: ContactScope,
  arriving: Arriving,
  clock: Clock,
): Promise<void> {
  const { linkHash } = await db().contact.findUniqueOrThrow({
    where: { id: scope.contactId, freelancerId: scope.freelancerId },
    select: { linkHash: true },
  });
  await attach(
    {
      linkHash,
      projectId: arriving.projectId,
      freelancerId: scope.freelancerId,
      clientId: scope.clientId,
      contactId: scope.contactId,
    },
    arriving,
    clock,
  );
}

async function attach(target: Target, arriving: Arriving, clock: Clock): Promise<void> {
  const most = Math.min(arriving.bytes ?? MOST_BYTES, MOST_BYTES);
  const file = await beginUpload(target, { name: shownName(arriving.name), most }, clock());
  try {
    const { bytes, head, digest } = await storeArriving(file.storeKey, arriving.chunks, {
      most,
      tooLarge: "fileTooLarge",
      empty: "fileEmpty",
    });
    const facts = {
      bytes,
      mediaType: mediaTypeOf(arriving.mediaType, head),
      formKey: pressOf(target, arriving, digest),
    };
    if (!(await finishUpload(target, file.id, facts, clock))) await discard(file);
  } catch (error) {
    await discard(file);
    throw error;
  }
}

/** What a second press of one form sends again: the same file to the same project, from the same person. */
function pressOf(
  { projectId, contactId }: Target,
  { formKey, name }: Arriving,
  digest: string,
): string | undefined {
  if (!formKey) return undefined;
  const press = JSON.stringify([formKey, projectId, contactId, name, digest]);
  return createHash("sha256").update(press).digest("hex");
}

/** Removes an upload that is not to stay. If this fails, the sweep cleans up. */
async function discard(file: { id: string; storeKey: string }): Promise<void> {
  await forgetUpload(file).catch((failure: unknown) =>
    log().warn(plainError(failure), "a half-finished upload is left to the sweep"),
  );
}

/** Takes the room that a file needs, before its first byte: of two that no longer fit together, one is refused. */
async function beginUpload(target: Target, file: { name: string; most: number }, now: Date) {
  return inTransaction(async (tx) => {
    await lockProject(tx, target);
    const held = await tx.file.aggregate({
      where: { projectId: target.projectId, removedAt: null },
      _sum: { bytes: true },
      _count: true,
    });
    const before = Number(held._sum.bytes ?? 0);
    if (before + file.most > MOST_BYTES_A_PROJECT)
      throw refusal(
        "not-allowed",
        "projectFull",
        { most: gigabytes(MOST_BYTES_A_PROJECT), taken: gigabytes(before) },
        "file",
      );
    if (held._count >= MOST_FILES_A_PROJECT)
      throw refusal("not-allowed", "projectFullOfFiles", { most: MOST_FILES_A_PROJECT }, "file");
    return tx.file.create({
      data: {
        freelancerId: target.freelancerId,
        projectId: target.projectId,
        contactId: target.contactId,
        name: file.name,
        mediaType: "application/octet-stream",
        bytes: file.most,
        storeKey: `${target.freelancerId}/${target.projectId}/${randomUUID()}`,
        startedAt: now,
      },
      select: { id: true, storeKey: true },
    });
  });
}

/** Rounded to the tenth that people see. */
const gigabytes = (bytes: number) => Math.round(bytes / 1e8) / 10;

/**
 * The bytes are stored: the file appears for both sides, and the other side is told about it by
 * email. Returns false where the form was pressed twice, and its file is there.
 */
async function finishUpload(
  target: Target,
  fileId: string,
  facts: { bytes: number; mediaType: string; formKey?: string },
  clock: Clock,
): Promise<boolean> {
  return inTransaction(async (tx) => {
    const project = await lockProject(tx, target);
    // A link that was revoked or renewed while the bytes came no longer works, not for this either.
    const { contactId, freelancerId, linkHash } = target;
    if (contactId && linkHash) {
      const link = { linkHash, linkRevokedAt: null };
      if (!(await tx.contact.count({ where: { id: contactId, freelancerId, ...link } })))
        throw notFound("project");
    }
    const { formKey } = facts;
    if (formKey && (await tx.file.count({ where: { freelancerId, formKey } }))) return false;
    const now = clock();
    await appear(tx, target, { id: fileId, ...facts }, now);
    await (target.contactId ? tellOfArrivals : tellOfSent)(tx, project, now);
    return true;
  });
}

/** A file whose bytes are stored appears for both sides. */
async function appear(
  tx: Tx,
  { freelancerId, projectId, contactId }: Target,
  { id, ...facts }: { id: string; bytes: number; mediaType: string; formKey?: string },
  now: Date,
): Promise<void> {
  const { name } = await tx.file.update({
    where: { id },
    data: { ...facts, storedAt: now },
    select: { name: true },
  });
  await record(tx, {
    freelancerId,
    actor: contactId ? "CONTACT" : "FREELANCER",
    kind: "file.stored",
    at: now,
    projectId,
    contactId: contactId ?? undefined,
    subjectId: id,
    data: { name },
  });
}

export type Staged = { id: string; storeKey: string; bytes: number; mediaType: string };

/**
 * Stores the bytes of a file that came with something else, within the same limits as an upload. It
 * appears once `showStaged` is called, in the transaction of what it came with, and is swept where that
 * never happens.
 */
export async function stageFile(
  target: Target,
  { name, type, bytes }: { name: string; type: string; bytes: Uint8Array },
  now: Date,
): Promise<Staged> {
  const file = await beginUpload(target, { name: shownName(name), most: bytes.byteLength }, now);
  try {
    const bounds = { most: MOST_BYTES, tooLarge: "fileTooLarge", empty: "fileEmpty" } as const;
    const stored = await storeArriving(file.storeKey, oneChunk(bytes), bounds);
    return { ...file, bytes: stored.bytes, mediaType: mediaTypeOf(type, stored.head) };
  } catch (error) {
    await discard(file);
    throw error;
  }
}

async function* oneChunk(bytes: Uint8Array) {
  if (bytes.byteLength > 0) yield bytes;
}

/** The staged files appear, and the freelancer is told about all of them in one email. */
export async function showStaged(
  tx: Tx,
  target: Target,
  staged: Staged[],
  now: Date,
): Promise<void> {
  if (staged.length === 0) return;
  const project = await lockProject(tx, target);
  for (const { storeKey: _key, ...file } of staged) await appear(tx, target, file, now);
  await tellOfArrivals(tx, project, now);
}

/** Removes files that were staged and are not to appear. */
export async function dropStaged(staged: Staged[]): Promise<void> {
  for (const file of staged) await discard(file);
}

/**
 * Removes an upload that was not finished. One that was, though nobody heard of it because the connection broke as
 * it was saved, is a file like any other: its row is held while its bytes are removed.
 */
export async function forgetUpload(file: { id: string; storeKey: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "File" WHERE "id" = ${file.id}::uuid AND "storedAt" IS NULL FOR UPDATE`;
    if (held.length === 0) return;
    await store().remove(file.storeKey);
    await tx.file.delete({ where: { id: file.id } });
  });
}

export async function lockProject(tx: Tx, target: Target) {
  const { projectId, freelancerId, clientId } = target;
  await lock(tx, target, { project: projectId });
  const project = await tx.project.findUnique({
    where: { id: projectId, freelancerId, ...(clientId ? { clientId } : {}) },
    select: {
      id: true,
      freelancerId: true,
      title: true,
      client: {
        select: { studio: { select: { ...studioEnvelope, batchSeconds: true, language: true } } },
      },
    },
  });
  if (!project) throw notFound("project");
  const { client, ...rest } = project;
  return { ...rest, studio: client.studio };
}
