import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { isOwnOrNoOrigin } from "@/auth/origin";
import { refusal } from "@/language/refusals";
import { log, plainError } from "@/lib/log";
import { Refusal } from "@/lib/errors";

/** What is refused is read to here, and thrown away, so that the sender gets to hear why. */
const MOST_PATIENCE_BYTES = 300_000_000;

type SentFile = { name: string; mediaType: string; chunks: AsyncIterable<Uint8Array> };
type Take = (file: SentFile, before: URLSearchParams) => Promise<void>;
/** How many files a form may bring, and how long one of its fields may be, in bytes. */
type Bounds = { files: number; fieldBytes: number };

/**
 * Hands the one file of a form's POST to `take` as it comes, never holding it whole. Refuses what was
 * sent from another place's page, is no form with a file, or stops half-way; whatever `take` refuses is
 * read to its end first, so that a browser shows the answer.
 */
export async function readUpload(
  request: Request,
  take: (file: SentFile & { formKey?: string }) => Promise<void>,
): Promise<void> {
  let isThere = false;
  const { failed } = await readParts(request, { files: 1, fieldBytes: 1000 }, (file, before) => {
    isThere = true;
    return take({ ...file, formKey: before.get("formKey") ?? undefined });
  });
  if (failed) throw failed.why;
  if (!isThere) throw refusal("invalid", "noFile", {}, "file");
}

/** What a form with files brought: its fields, and why it cannot be taken, where one of its files failed. */
type Parts = { fields: URLSearchParams; isWhole: boolean; failed?: { why: unknown } };

/**
 * Returns the fields of a form's POST that brings files, too, and hands its files to `take` one after the other as they
 * come, with the fields that came before. A file field that was left empty is none. `isWhole` is false where a field is
 * longer than `fieldBytes` allows. What fails on the way is returned with the fields, so that what was typed is kept.
 */
export async function readParts(request: Request, bounds: Bounds, take: Take): Promise<Parts> {
  if (!isOwnOrNoOrigin(request.headers)) throw refusal("not-allowed", "elsewhere", {}, "file");
  const form = openForm(request.headers.get("content-type") ?? "", bounds);
  const fields = new URLSearchParams();
  let taken = Promise.resolve();
  let isWhole = true;
  let hasTooMany = false;
  form.on("filesLimit", () => (hasTooMany = true));
  form.on("field", (name, value, { valueTruncated }) => {
    fields.append(name, value);
    isWhole &&= !valueTruncated;
  });
  form.on("file", (_field, stream, { filename, mimeType }) => {
    // Nobody listens to this stream any more once a file is refused.
    stream.on("error", () => undefined);
    if (!filename) return void stream.resume();
    const chunks = stream.iterator({ destroyOnReturn: false });
    taken = taken.then(() => take({ name: filename, mediaType: mimeType, chunks }, fields));
    taken.catch(() => stream.resume());
  });
  const isComplete = await pipeline(Readable.from(patiently(request)), form).then(
    () => true,
    () => false,
  );
  const failed = await failureOf(taken, isComplete);
  if (failed || !hasTooMany) return { fields, isWhole, failed };
  const why = refusal("invalid", "tooManyFiles", { most: bounds.files }, "files");
  return { fields, isWhole, failed: { why } };
}

async function failureOf(taken: Promise<void>, isComplete: boolean): Promise<Parts["failed"]> {
  const failed = await taken.then(
    () => undefined,
    (why: unknown) => ({ why }),
  );
  if (isComplete || failed?.why instanceof Refusal) return failed;
  if (failed) log().warn(plainError(failed.why), "a file that broke off could not be saved");
  return { why: refusal("invalid", "fileBroken", {}, "file") };
}

/** Reads on to the end of a body that was refused, within reason, and throws it away. */
export async function readAway(request: Request): Promise<void> {
  if (Number(request.headers.get("content-length") ?? Infinity) > MOST_PATIENCE_BYTES) return;
  for await (const _chunk of request.body ?? []);
}

function openForm(contentType: string, { files, fieldBytes }: Bounds) {
  try {
    if (!contentType.startsWith("multipart/form-data"))
      throw new Error("This is another kind of body.");
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      limits: { files, fields: 6, fieldSize: fieldBytes, parts: files + 6 },
    });
  } catch {
    throw refusal("invalid", "notOurForm", {}, "file");
  }
}

async function* patiently(request: Request): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_PATIENCE_BYTES) throw new Error("A refused file goes on for too long.");
    yield chunk;
  }
}
