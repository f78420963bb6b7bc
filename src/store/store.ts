import { rm } from "node:fs/promises";
import { env } from "@/lib/env";
import { folderDriver } from "./folder";
import { receive, type Bounds, type Received } from "./incoming";
import { s3Driver } from "./s3";

/** Where files lie: a folder of this machine, or an S3-compatible store. A key is ours, never a sender's. */
export type Driver = {
  /** Keeps the file at `path` under a key. The file there is the driver's to take away. */
  keep: (key: string, path: string, bytes: number) => Promise<void>;
  /** Returns the bytes under a key, or null when there are none. */
  read: (key: string) => Promise<ReadableStream<Uint8Array> | null>;
  /** Deletes the key; a missing key is not an error. */
  remove: (key: string) => Promise<void>;
};

let driver: Driver | undefined;

/** The store that the environment names. */
export function store(): Driver {
  return (driver ??= openDriver());
}

function openDriver(): Driver {
  const { FILES_DIR, S3_ENDPOINT, S3_BUCKET, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } =
    env();
  if (!S3_ENDPOINT || !S3_BUCKET || !S3_ACCESS_KEY_ID || !S3_SECRET_ACCESS_KEY)
    return folderDriver(FILES_DIR);
  return s3Driver({
    endpoint: S3_ENDPOINT,
    bucket: S3_BUCKET,
    region: S3_REGION,
    keyId: S3_ACCESS_KEY_ID,
    secret: S3_SECRET_ACCESS_KEY,
  });
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
