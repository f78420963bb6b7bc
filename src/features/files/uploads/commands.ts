import { createHash, randomUUID } from "node:crypto";
import type { ContactScope, Scope } from "@/auth/scope";
import { db, inTransaction, type Tx } from "@/db/client";
import { lock } from "@/db/locks";
import { studioEnvelope } from "@/features/emails/envelope";
import { tellOfArrivals, tellOfSent } from "@/features/files/arrivals/commands";
import { MOST_BYTES_A_PROJECT, MOST_FILES_A_PROJECT } from "@/features/files/rules";
import { mediaTypeOf, MOST_BYTES, shownName } from "@/lib/files";
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

/** Where a file goes, and whose it is: a project, or a client's own thread. */
export type Target = {
  projectId: string | null;
  freelancerId: string;
  /** Whose project it has to be; named where there is none. */
  clientId?: string | null;
  contactId: string | null;
  /** The link it comes by, which has to be good when the last byte is there. */ linkHash?: Uint8Array<ArrayBuffer>;
};
type ToProject = Target & { projectId: string };

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

async function attach(target: ToProject, arriving: Arriving, clock: Clock): Promise<void> {
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
export async function discard(file: { id: string; storeKey: string }): Promise<void> {
  await forgetUpload(file).catch((failure: unknown) =>
    log().warn(plainError(failure), "a half-finished upload is left to the sweep"),
  );
}

/** Takes the room that a file needs, before its first byte: of two that no longer fit together, one is refused. */
export async function beginUpload(target: Target, file: { name: string; most: number }, now: Date) {
  return inTransaction(async (tx) => {
    await lockPlace(tx, target);
    const about = aboutOf(target);
    const held = await tx.file.aggregate({
      where: { ...about, freelancerId: target.freelancerId, removedAt: null },
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
        ...about,
        freelancerId: target.freelancerId,
        contactId: target.contactId,
        name: file.name,
        mediaType: "application/octet-stream",
        bytes: file.most,
        storeKey: `${target.freelancerId}/${target.projectId ?? target.clientId}/${randomUUID()}`,
        startedAt: now,
      },
      select: { id: true, storeKey: true },
    });
  });
}

/** What a file is about: a project, or a client where there is none. */
export const aboutOf = ({ projectId, clientId }: Pick<Target, "projectId" | "clientId">) =>
  projectId ? { projectId } : { projectId: null, clientId: clientId! };

async function lockPlace(tx: Tx, target: Target): Promise<void> {
  const { projectId, freelancerId, clientId } = target;
  if (projectId) await lockProject(tx, { projectId, freelancerId, clientId });
  else if (clientId) await lock(tx, target, { client: clientId });
  else throw notFound("client");
}

/** Rounded to the tenth that people see. */
const gigabytes = (bytes: number) => Math.round(bytes / 1e8) / 10;

/**
 * The bytes are stored: the file appears for both sides, and the other side is told about it by
 * email. Returns false where the form was pressed twice, and its file is there.
 */
async function finishUpload(
  target: ToProject,
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
export async function appear(
  tx: Tx,
  { freelancerId, projectId, clientId, contactId }: Target,
  { id, ...facts }: { id: string; bytes?: number; mediaType?: string; formKey?: string },
  now: Date,
): Promise<void> {
  const { name } = await tx.file.update({
    where: { id, freelancerId },
    data: { ...facts, storedAt: now },
    select: { name: true },
  });
  await record(tx, {
    freelancerId,
    actor: contactId ? "CONTACT" : "FREELANCER",
    kind: "file.stored",
    at: now,
    projectId: projectId ?? undefined,
    clientId: clientId ?? undefined,
    contactId: contactId ?? undefined,
    subjectId: id,
    data: { name },
  });
}

/**
 * Removes an upload that was not finished. One that was, though nobody heard of it because the connection broke as
 * it was saved, is a file like any other: its row is held while its bytes are removed. One whose client was erased
 * meanwhile has no row any more, and its bytes go.
 */
export async function forgetUpload(file: { id: string; storeKey: string }): Promise<void> {
  await inTransaction(async (tx) => {
    const [held] = await tx.$queryRaw<{ storedAt: Date | null }[]>`
      SELECT "storedAt" FROM "File" WHERE "id" = ${file.id}::uuid FOR UPDATE`;
    if (held?.storedAt) return;
    await store().remove(file.storeKey);
    await tx.file.deleteMany({ where: { id: file.id } });
  });
}

export async function lockProject(
  tx: Tx,
  whose: { projectId: string; freelancerId: string; clientId?: string | null },
) {
  const { projectId, freelancerId, clientId } = whose;
  await lock(tx, whose, { project: projectId });
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
