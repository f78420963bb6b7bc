import type { IncomingMessage, ServerResponse } from "node:http";
import { isClientForm, isUpload, MOST_BYTES, refuse, TOO_LARGE, type Refused } from "./refuse";

/** As long as a body that is no file may take to arrive, and as long as is read on after an answer. */
const SLOW_MS = 60_000;

const TOO_SLOW: Refused = {
  status: 408,
  sentence: "This took longer than a minute to arrive. Please send it again.",
};

/**
 * Bounds what a request may send: a body that is no file ends after a minute, and one that does not
 * say its length is cut where the largest form ends. Whatever still comes a minute after the answer
 * is no longer read.
 */
export function boundBody(request: IncomingMessage, response: ServerResponse): void {
  const isChunked = request.headers["transfer-encoding"] !== undefined;
  if (!isChunked && !Number(request.headers["content-length"])) return;
  const cut = (why: Refused) => {
    if (request.complete) return;
    if (response.headersSent) request.destroy();
    else {
      response.once("finish", () => request.destroy());
      refuse(response, { ...why, headers: { connection: "close" } });
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const endLater = () => {
    clearTimeout(timer);
    timer = setTimeout(() => cut(TOO_SLOW), SLOW_MS).unref();
  };
  if (isUpload(request)) response.once("finish", endLater);
  else {
    endLater();
    if (isChunked && !isClientForm(request)) countBytes(request, () => cut(TOO_LARGE));
  }
  request.once("close", () => clearTimeout(timer));
}

/** Counts a body as it arrives, whoever reads it, and passes on nothing past the most that may come. */
function countBytes(request: IncomingMessage, onTooMany: () => void): void {
  const push = request.push.bind(request);
  let bytes = 0;
  request.push = (chunk: Uint8Array | null, encoding?: BufferEncoding) => {
    bytes += chunk?.byteLength ?? 0;
    if (bytes <= MOST_BYTES) return push(chunk, encoding);
    onTooMany();
    return true;
  };
}
