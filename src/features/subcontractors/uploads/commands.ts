import { createHash, randomUUID } from "node:crypto";
import type { Scope, SubcontractorScope } from "@/auth/scope";
import { db, inTransaction } from "@/db/client";
import { byFreelancer, record } from "@/features/history/commands";
import { lockAssignment } from "@/features/subcontractors/assignments/locked";
import { emailBatch } from "@/features/subcontractors/batches/commands";
import { refusal } from "@/language/refusals";
import { notFound } from "@/lib/errors";
import { mediaTypeOf, MOST_BYTES, shownName } from "@/lib/files";
import { log, plainError } from "@/lib/log";
import { store, storeArriving } from "@/store/store";

/** The most bytes and files of an assignment. */
const MOST_BYTES_AN_ASSIGNMENT = 500_000_000;
const MOST_FILES_AN_ASSIGNMENT = 200;

type Clock = () => Date;
type Arriving = {
  assignmentId: string;
  name: string;
  mediaType: string;
  /** Made with the form it comes by. */ formKey?: string;
  /** The most bytes to come, as the sender says; by default the most for one file. */ bytes?: number;
  chunks: AsyncIterable<Uint8Array>;
};
type Sender = {
  freelancerId: string;
  /** Empty for the freelancer's own. */ subcontractorId?: string;
  /** The link it comes by, which has to be good when the last byte is there. */
  linkHash?: Uint8Array<ArrayBuffer>;
};

/** Attaches the freelancer's file to an assignment, or leaves nothing behind. Refuses one that is empty or too large. */
export async function attachForSubcontractor(
  scope: Scope,
  arriving: Arriving,
  clock: Clock,
): Promise<void> {
  await attach({ freelancerId: scope.freelancerId }, arriving, clock);
}

/** The same for the subcontractor and an assignment of theirs. */
export async function attachFromSubcontractor(
  scope: SubcontractorScope,
  arriving: Arriving,
  clock: Clock,
): Promise<void> {
  const { freelancerId, subcontractorId } = scope;
  const { linkHash } = await db().subcontractor.findUniqueOrThrow({
    where: { id: subcontractorId, freelancerId },
    select: { linkHash: true },
  });
  await attach({ freelancerId, subcontractorId, linkHash }, arriving, clock);
}

async function attach(sender: Sender, arriving: Arriving, clock: Clock): Promise<void> {
  const most = Math.min(arriving.bytes ?? MOST_BYTES, MOST_BYTES);
  const file = await beginUpload(sender, { ...arriving, most }, clock());
  try {
    const { bytes, head, digest } = await storeArriving(file.storeKey, arriving.chunks, {
      most,
      tooLarge: "fileTooLarge",
      empty: "fileEmpty",
    });
    const mediaType = mediaTypeOf(arriving.mediaType, head);
    const facts = { bytes, mediaType, formKey: pressOf(sender, arriving, digest) };
    if (!(await finishUpload(sender, arriving.assignmentId, file.id, facts, clock)))
      await discard(file);
  } catch (error) {
    await discard(file);
    throw error;
  }
}

/** What a second press of one form sends again: the same file to the same assignment, from the same side. */
function pressOf(
  { subcontractorId }: Sender,
  { formKey, assignmentId, name }: Arriving,
  digest: string,
): string | undefined {
  if (!formKey) return undefined;
  const press = JSON.stringify([formKey, assignmentId, subcontractorId ?? null, name, digest]);
  return createHash("sha256").update(press).digest("hex");
}

/** Takes the room that a file needs, before its first byte. */
async function beginUpload(
  sender: Sender,
  { assignmentId, name, most }: { assignmentId: string; name: string; most: number },
  now: Date,
) {
  const { freelancerId } = sender;
  return inTransaction(async (tx) => {
    await lockAssignment(tx, sender, assignmentId);
    const held = await tx.assignmentFile.aggregate({
      where: { freelancerId, assignmentId, removedAt: null },
      _sum: { bytes: true },
      _count: true,
    });
    const taken = Number(held._sum.bytes ?? 0);
    if (taken + most > MOST_BYTES_AN_ASSIGNMENT)
      throw refusal(
        "not-allowed",
        "assignmentFull",
        { most: MOST_BYTES_AN_ASSIGNMENT / 1e6, taken: Math.round(taken / 1e6) },
        "file",
      );
    if (held._count >= MOST_FILES_AN_ASSIGNMENT) {
      const most = { most: MOST_FILES_AN_ASSIGNMENT };
      throw refusal("not-allowed", "assignmentFullOfFiles", most, "file");
    }
    return tx.assignmentFile.create({
      data: {
        freelancerId,
        assignmentId,
        isTheirs: sender.subcontractorId !== undefined,
        name: shownName(name),
        mediaType: "application/octet-stream",
        bytes: most,
        storeKey: `${freelancerId}/${assignmentId}/${randomUUID()}`,
        startedAt: now,
      },
      select: { id: true, storeKey: true },
    });
  });
}

/** The bytes are stored: both sides see the file, and the other side gets an email. False for a second press. */
async function finishUpload(
  sender: Sender,
  assignmentId: string,
  fileId: string,
  facts: { bytes: number; mediaType: string; formKey?: string },
  clock: Clock,
): Promise<boolean> {
  const { freelancerId, linkHash } = sender;
  return inTransaction(async (tx) => {
    const assignment = await lockAssignment(tx, sender, assignmentId);
    const { subcontractorId, projectId } = assignment;
    // A link that was revoked or renewed while the bytes came no longer works, not for this either.
    if (linkHash) {
      const link = { id: subcontractorId, freelancerId, linkHash, linkRevokedAt: null };
      if (!(await tx.subcontractor.count({ where: link }))) throw notFound("assignment");
    }
    const { formKey } = facts;
    if (formKey && (await tx.assignmentFile.count({ where: { freelancerId, formKey } })))
      return false;
    const now = clock();
    const { name } = await tx.assignmentFile.update({
      where: { id: fileId, freelancerId },
      data: { ...facts, storedAt: now },
      select: { name: true },
    });
    await record(tx, {
      freelancerId,
      actor: linkHash ? "SUBCONTRACTOR" : "FREELANCER",
      kind: "assignmentFile.stored",
      at: now,
      projectId,
      subcontractorId,
      subjectId: fileId,
      data: { name },
    });
    await emailBatch(tx, assignment, linkHash ? "from them" : "to them", now);
    return true;
  });
}

/** Removes an upload that is not to stay. If this fails, the sweep cleans up. */
async function discard(file: { id: string; storeKey: string }): Promise<void> {
  await forgetUpload(file).catch((failure: unknown) =>
    log().warn(plainError(failure), "a half-finished upload is left to the sweep"),
  );
}

/** Removes an upload that was not finished; its row is held while its bytes are removed. */
async function forgetUpload(file: { id: string; storeKey: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM "AssignmentFile" WHERE "id" = ${file.id}::uuid AND "storedAt" IS NULL FOR UPDATE`;
    if (held.length === 0) return;
    await store().remove(file.storeKey);
    await tx.assignmentFile.delete({ where: { id: file.id } });
  });
}

/** Deletes a file: nobody can fetch it from then on, and its bytes are deleted. */
export async function removeAssignmentFile(scope: Scope, fileId: string, now: Date): Promise<void> {
  const { freelancerId } = scope;
  const file = await inTransaction(async (tx) => {
    const found = await tx.assignmentFile.findUnique({
      where: { id: fileId, freelancerId, storedAt: { not: null } },
      select: { id: true, assignmentId: true, isTheirs: true, name: true, storeKey: true },
    });
    if (!found) throw notFound("file");
    const assignment = await lockAssignment(tx, scope, found.assignmentId);
    const { count } = await tx.assignmentFile.updateMany({
      where: { id: fileId, freelancerId, removedAt: null },
      data: { removedAt: now },
    });
    if (count === 0) return found;
    // What waits names it no more.
    await emailBatch(tx, assignment, found.isTheirs ? "from them" : "to them", now);
    const { projectId, subcontractorId } = assignment;
    await record(tx, {
      ...byFreelancer(scope),
      kind: "assignmentFile.removed",
      at: now,
      projectId,
      subcontractorId,
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

/** Deletes uploads that started more than a day ago and never ended, and bytes of deleted files that are still there. */
export async function sweepAssignmentFiles(now: Date): Promise<void> {
  const before = new Date(now.getTime() - HALF_FINISHED_MS);
  const select = { id: true, storeKey: true } as const;
  for (const file of await db().assignmentFile.findMany({
    where: { storedAt: null, startedAt: { lt: before } },
    take: AT_ONCE,
    select,
  }))
    await forgetUpload(file);
  for (const file of await db().assignmentFile.findMany({
    where: { removedAt: { not: null }, bytes: { gt: 0 } },
    take: AT_ONCE,
    select,
  }))
    await deleteBytes(file);
}

/** Bytes first: a row with no bytes means they are known to be gone. */
async function deleteBytes(file: { id: string; storeKey: string }): Promise<void> {
  await store().remove(file.storeKey);
  await db().assignmentFile.updateMany({ where: { id: file.id }, data: { bytes: 0 } });
}
