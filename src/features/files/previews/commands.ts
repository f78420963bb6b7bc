import { db, inTransaction } from "@/db/client";
import { previewKeyOf, MOST_PREVIEWED_BYTES } from "@/features/files/previews/rules";
import { record } from "@/features/history/commands";
import { log, plainError } from "@/lib/log";
import { drawPreview, UnusablePicture } from "@/lib/pictures";
import { store, storeArriving } from "@/store/store";

type Waiting = { id: string; freelancerId: string; projectId: string; storeKey: string };

const AT_ONCE = 20;

/**
 * Makes a small picture of each picture among projects' files that has none, the earliest first, until none is left or
 * `stopped` says so. Each is tried once: that it was is written down before it is read, so that one which ends the
 * process ends it once.
 */
export async function drawPreviews(now: Date, stopped: () => boolean = () => false): Promise<void> {
  for (;;) {
    const waiting = await db().$queryRaw<Waiting[]>`
      SELECT "id", "freelancerId", "projectId", "storeKey" FROM "File"
      WHERE "previewTriedAt" IS NULL AND "storedAt" IS NOT NULL AND "removedAt" IS NULL
        AND "mediaType" IN ('image/png', 'image/jpeg', 'image/webp') AND "projectId" IS NOT NULL
        AND "bytes" <= ${MOST_PREVIEWED_BYTES}
      ORDER BY "storedAt" LIMIT ${AT_ONCE}`;
    for (const file of waiting) {
      if (stopped()) return;
      await drawOne(file, now);
    }
    if (waiting.length < AT_ONCE) return;
  }
}

async function drawOne(file: Waiting, now: Date): Promise<void> {
  const { id, freelancerId } = file;
  const { count } = await db().file.updateMany({
    where: { id, freelancerId, previewTriedAt: null },
    data: { previewTriedAt: now },
  });
  if (count === 0) return;
  try {
    const bytes = await read(file.storeKey);
    if (bytes) await save(file, await drawPreview(bytes), now);
  } catch (error) {
    // A picture that cannot be read is a file without a preview; a store that fails is tried again.
    if (error instanceof UnusablePicture) return;
    log().warn(plainError(error), "a preview could not be made");
    await db().file.updateMany({ where: { id, freelancerId }, data: { previewTriedAt: null } });
    throw error;
  }
}

async function read(storeKey: string): Promise<Uint8Array | null> {
  const stream = await store().read(storeKey);
  return stream && new Uint8Array(await new Response(stream as BodyInit).arrayBuffer());
}

/** The file's row is held while its preview is stored: one that goes meanwhile goes after it, and takes it along. */
async function save(
  { id, freelancerId, projectId, storeKey }: Waiting,
  preview: Awaited<ReturnType<typeof drawPreview>>,
  now: Date,
): Promise<void> {
  const { bytes, width, height } = preview;
  await inTransaction(async (tx) => {
    const held = await tx.$executeRaw`
      SELECT 1 FROM "File" WHERE "id" = ${id}::uuid AND "freelancerId" = ${freelancerId}::uuid
        AND "removedAt" IS NULL FOR UPDATE`;
    if (held === 0) return;
    const bounds = {
      most: bytes.byteLength,
      tooLarge: "fileTooLarge",
      empty: "fileEmpty",
    } as const;
    await storeArriving(previewKeyOf(storeKey), chunksOf(bytes), bounds);
    await tx.file.updateMany({
      where: { id, freelancerId },
      data: { previewWidth: width, previewHeight: height },
    });
    const did = { freelancerId, actor: "UPTOMARK", at: now, projectId, subjectId: id } as const;
    await record(tx, { ...did, kind: "file.previewed" });
  });
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
