import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { env } from "@/lib/env";
import { folderDriver } from "./folder";
import { receive, type Bounds, type Received } from "./incoming";
import { s3Account, s3Driver } from "./s3";

/** Where files lie: a folder of this machine, or an S3-compatible store. A key is ours, never a sender's. */
export type Driver = {
  /** Keeps the file at `path` under a key. The file there is the driver's to take away. */
  keep: (key: string, path: string, bytes: number) => Promise<void>;
  /** Returns how many bytes are under a key, and those; null when there are none. */
  find: (key: string) => Promise<{ bytes: number; stream: Readable } | null>;
  /** Deletes the key; a missing key is not an error. */
  remove: (key: string) => Promise<void>;
};

export type Store = Driver & {
  /** The bytes under a key as a stream of the web's, or null when there are none. */
  read: (key: string) => Promise<ReadableStream<Uint8Array> | null>;
};

let opened: Store | undefined;

/** The store that the environment names. */
export function store(): Store {
  return (opened ??= open());
}

function open(): Store {
  const account = s3Account();
  const driver = account ? s3Driver(account) : folderDriver(env().FILES_DIR);
  const read = async (key: string) => {
    const found = await driver.find(key);
    return found && (Readable.toWeb(found.stream) as ReadableStream<Uint8Array>);
  };
  return { ...driver, read };
}

/**
 * Streams an upload to disk and then into the store under `key`, whole and within its limits, or
 * not at all. Returns its size, first bytes and digest.
 */
export async function storeArriving(
  key: string,
  chunks: AsyncIterable<Uint8Array>,
  bounds: Bounds,
): Promise<Omit<Received, "path">> {
  const { path, ...rest } = await receive(env().FILES_DIR, chunks, bounds);
  try {
    await store().keep(key, path, rest.bytes);
    return rest;
  } finally {
    await rm(path, { force: true });
  }
}

/** Puts back under `key` what a backup has of it, whatever it is. Returns its size and digest. */
export async function storeAgain(
  key: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; digest: string }> {
  const folder = join(env().FILES_DIR, "incoming");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = async function* () {
    for await (const chunk of chunks) {
      bytes += chunk.byteLength;
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(counted, createWriteStream(path, { flags: "wx", mode: 0o600, flush: true }));
    await store().keep(key, path, bytes);
    return { bytes, digest: hash.digest("hex") };
  } finally {
    await rm(path, { force: true });
  }
}

/** Returns the size and digest of what is under a key; null when there is nothing. */
export async function digestStored(key: string): Promise<{ bytes: number; digest: string } | null> {
  const found = await store().find(key);
  if (!found) return null;
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of found.stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    hash.update(chunk);
  }
  return { bytes, digest: hash.digest("hex") };
}
