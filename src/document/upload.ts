import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { isOwnOrNoOrigin } from "@/auth/origin";
import { refusal } from "@/language/refusals";
import { log, plainError } from "@/lib/log";
import { Refusal } from "@/lib/errors";

/** What is refused is read to here, and thrown away, so that the sender gets to hear why. */
const MOST_PATIENCE_BYTES = 300_000_000;

type SentFile = {
  name: string;
  mediaType: string;
  /** Made with the form, where it has one. */ formKey?: string;
  chunks: AsyncIterable<Uint8Array>;
};

/**
 * Hands the one file of a form's POST to `take` as it comes, never holding it whole. Refuses what was
 * sent from another place's page, is no form with a file, or stops half-way; whatever `take` refuses is
 * read to its end first, so that a browser shows the answer.
 */
export async function readUpload(
  request: Request,
  take: (file: SentFile) => Promise<void>,
): Promise<void> {
  if (!isOwnOrNoOrigin(request.headers)) throw refusal("not-allowed", "elsewhere", {}, "file");
  const form = openForm(request.headers.get("content-type") ?? "");
  let taken: Promise<void> | undefined;
  let formKey: string | undefined;
  // It comes before the file.
  form.on("field", (name, value) => {
    if (name === "formKey") formKey = value;
  });
  form.on("file", (_field, stream, { filename, mimeType }) => {
    // Nobody listens to this stream any more once a file is refused.
    stream.on("error", () => undefined);
    const file = {
      name: filename ?? "",
      mediaType: mimeType,
      formKey,
      chunks: stream.iterator({ destroyOnReturn: false }),
    };
    taken = filename ? take(file) : Promise.reject(noneChosen());
    taken.catch(() => stream.resume());
  });
  const whole = await pipeline(Readable.from(patiently(request)), form).then(
    () => true,
    () => false,
  );
  if (!taken && whole) throw noneChosen();
  try {
    await taken;
  } catch (error) {
    if (error instanceof Refusal || whole) throw error;
    log().warn(plainError(error), "a file that broke off could not be saved");
  }
  if (!whole) throw refusal("invalid", "fileBroken", {}, "file");
}

/** Reads on to the end of a body that was refused, within reason, and throws it away. */
export async function readAway(request: Request): Promise<void> {
  if (Number(request.headers.get("content-length") ?? Infinity) > MOST_PATIENCE_BYTES) return;
  for await (const _chunk of request.body ?? []);
}

const noneChosen = () => refusal("invalid", "noFile", {}, "file");

function openForm(contentType: string) {
  try {
    if (!contentType.startsWith("multipart/form-data"))
      throw new Error("This is another kind of body.");
    return busboy({
      headers: { "content-type": contentType },
      defParamCharset: "utf8",
      limits: { files: 1, fields: 4, fieldSize: 1000, parts: 6 },
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
