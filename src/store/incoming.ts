import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { refusal, type Refused } from "@/language/refusals";
import type { Refusal } from "@/lib/errors";
import { log } from "@/lib/log";

/** How many first bytes are needed to tell a file's type. */
const HEAD_BYTES = 1024;

/** The most bytes to accept, and the refusals for too many and for none. */
export type Bounds = { most: number; tooLarge: Refused; empty: Refused };
/** `digest` is the SHA-256 of all of it, in hex. */
export type Received = { path: string; bytes: number; head: Uint8Array; digest: string };

const incoming = (folder: string) => join(folder, "incoming");

/**
 * Writes an upload to its own file, chunk by chunk. Refuses too many bytes, none at all, and a full
 * disk. Whatever goes wrong, a lost connection included, nothing stays behind.
 */
export async function receive(
  folder: string,
  chunks: AsyncIterable<Uint8Array>,
  bounds: Bounds,
): Promise<Received> {
  await mkdir(incoming(folder), { recursive: true, mode: 0o700 });
  const path = join(incoming(folder), randomUUID());
  try {
    return { path, ...(await write(path, chunks, bounds)) };
  } catch (error) {
    await rm(path, { force: true });
    throw isFull(error) ? full() : error;
  }
}

async function write(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  { most, tooLarge, empty }: Bounds,
): Promise<Omit<Received, "path">> {
  const file = await open(path, "wx", 0o600);
  try {
    let bytes = 0;
    let head = Buffer.alloc(0);
    const hash = createHash("sha256");
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      if (bytes > most) throw refusal("invalid", tooLarge, {}, "file");
      if (head.byteLength < HEAD_BYTES)
        head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.byteLength)]);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (bytes === 0) throw refusal("invalid", empty, {}, "file");
    // Flushed to disk before anybody is told that it is stored.
    await file.sync();
    return { bytes, head: new Uint8Array(head), digest: hash.digest("hex") };
  } finally {
    await file.close();
  }
}

/** Returns whether an error says that the disk or quota is full. */
export function isFull(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOSPC" || error.code === "EDQUOT")
  );
}

function full(): Refusal {
  log().error("the disk that files are kept on is full");
  return refusal("not-allowed", "diskFull", {}, "file");
}

/** Deletes uploads from before an instant that never finished: their process ended half-way. */
export async function sweepIncoming(folder: string, before: Date): Promise<void> {
  const names = await readdir(incoming(folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  for (const name of names) {
    const path = join(incoming(folder), name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtime < before) await rm(path, { force: true });
  }
}
