import { MOST_BYTES, sizeName, type Units } from "@/lib/files";
import { fill } from "@/language/plain";
import type { StudioWords } from "@/language/studio";

/** What may go wrong on the way, in the studio's words. */
export type SendWords = { units: Units } & Pick<
  StudioWords["files"]["upload"],
  "lost" | "notAccepted" | "onTheWay"
>;

/**
 * Sends one file as it is. Told on the way how many bytes have gone; resolves to its id, where it
 * waits for a message; rejects with a sentence for the person who sent it. By XMLHttpRequest, since
 * fetch tells nothing of what has been sent.
 */
export function sendFile(
  to: string,
  { file, formKey, words }: { file: File; formKey: string; words: SendWords },
  onProgress: (sent: number) => void,
): { done: Promise<string>; stop: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<string>((sent, refused) => {
    request.open("POST", to);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name.toWellFormed()));
    request.setRequestHeader("x-form-key", formKey);
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () =>
      request.status === 200
        ? sent(idIn(request))
        : refused(new Error(toldBy(request, file.size, words)));
    request.onerror = () => refused(new Error(words.lost));
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

function idIn(request: XMLHttpRequest): string {
  const { id } = JSON.parse(request.responseText) as { id?: unknown };
  return typeof id === "string" ? id : "";
}

function toldBy(request: XMLHttpRequest, bytes: number, words: SendWords): string {
  try {
    const { message } = JSON.parse(request.responseText) as { message?: unknown };
    if (typeof message === "string") return message;
  } catch {
    // An answer from something on the way, a proxy perhaps, that is no answer of ours.
  }
  if (request.status === 413)
    return fill(words.onTheWay, {
      size: sizeName(bytes, words.units),
      most: sizeName(MOST_BYTES, words.units),
    });
  return fill(words.notAccepted, { status: request.status });
}
