import { Readable } from "node:stream";
import { ask, Refused, send, type S3 } from "@/store/s3-request";
import { isBackupName } from "./name";
import { BackupProblem } from "./problem";
import type { Target } from "./target";

const FOLDER = "backups/";
/** A backup goes up in parts of this size, one in memory at a time; of at most ten thousand, so of 160 GB. */
const PART_BYTES = 16 * 1024 * 1024;

/**
 * A bucket of an S3-compatible store. A backup is sent in parts, which the store puts together at the end: before that
 * nobody sees anything of it.
 */
export function bucketTarget(account: S3): Target {
  const keyOf = (name: string) => FOLDER + name;
  const place = `the bucket ${account.bucket}`;
  const planned = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof BackupProblem) throw error;
      throw problemOf(error, place) ?? error;
    }
  };
  return {
    place,
    write: (name, chunks) => planned(write(account, keyOf(name), chunks)),
    list: async () => {
      const query = { "list-type": "2", prefix: FOLDER };
      const { said } = await planned(ask(account, "GET", "", undefined, query));
      const keys = valuesOf(said, "Key").map((key) => key.slice(FOLDER.length));
      return keys.filter(isBackupName).toSorted();
    },
    read: async (name) => {
      const answer = await planned(send(account, "GET", keyOf(name)));
      if (answer.statusCode === 200) return answer;
      answer.resume();
      if (answer.statusCode === 404) return null;
      throw problemOf(new Refused(answer.statusCode ?? 0), place);
    },
    remove: async (name) => void (await planned(ask(account, "DELETE", keyOf(name)))),
    sweep: () => planned(sweep(account)),
  };
}

function problemOf(error: unknown, place: string): BackupProblem | undefined {
  if (error instanceof Refused)
    return new BackupProblem(
      `The file store refused: ${place} answered ${`${error.status} ${error.reason}`.trim()}.`,
      { cause: error },
    );
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|EPIPE)/.test(code)
    ? new BackupProblem(`The file store with ${place} cannot be reached (${code}).`, {
        cause: error,
      })
    : undefined;
}

const valuesOf = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"))].map(([, value]) => value!);

async function write(account: S3, key: string, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const begun = await ask(account, "POST", key, nothing, { uploads: "" });
  const [uploadId] = valuesOf(begun.said, "UploadId");
  if (!uploadId) throw new BackupProblem("The file store does not take uploads in parts.");
  try {
    const tags: string[] = [];
    let bytes = 0;
    for await (const part of partsOf(chunks)) {
      const query = { partNumber: String(tags.length + 1), uploadId };
      const { headers } = await ask(account, "PUT", key, bodyOf(part), query);
      tags.push(String(headers.etag));
      bytes += part.length;
    }
    await ask(account, "POST", key, bodyOf(Buffer.from(completion(tags))), { uploadId });
    return bytes;
  } catch (error) {
    await abort(account, key, uploadId);
    throw error;
  }
}

const bodyOf = (bytes: Buffer) => ({
  bytes: bytes.length,
  read: () => Readable.from([bytes], { objectMode: false }),
});
const nothing = { bytes: 0, read: () => Readable.from([]) };

const completion = (tags: string[]) =>
  "<CompleteMultipartUpload>" +
  tags
    .map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag}</ETag></Part>`)
    .join("") +
  "</CompleteMultipartUpload>";

/** Where the store is gone, what was sent is swept by the next backup. */
async function abort(account: S3, key: string, uploadId: string): Promise<void> {
  await ask(account, "DELETE", key, undefined, { uploadId }).catch(() => undefined);
}

async function* partsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    waiting.push(chunk);
    bytes += chunk.byteLength;
    if (bytes < PART_BYTES) continue;
    yield Buffer.concat(waiting);
    [waiting, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(waiting);
}

async function sweep(account: S3): Promise<void> {
  const query = { prefix: FOLDER, uploads: "" };
  const { said } = await ask(account, "GET", "", undefined, query);
  const ids = valuesOf(said, "UploadId");
  for (const [at, key] of valuesOf(said, "Key").entries()) {
    const isOurs = key.startsWith(FOLDER) && isBackupName(key.slice(FOLDER.length));
    if (isOurs) await abort(account, key, ids[at]!);
  }
}
