import { isOwnOrigin } from "@/auth/origin";
import { refusal } from "@/language/refusals";

/** More than the longest text that any form of the client's side takes, percent-encoded. */
const MOST_BYTES = 200_000;
/** What is larger still is read to here, and thrown away, so that the sender gets to hear why it was refused. */
const MOST_PATIENCE_BYTES = 5_000_000;

/**
 * The fields of a plain form POST. Refuses what was not sent from our own page (a missing, "null" or
 * foreign Origin), is not an ordinary form, or is larger than any form of ours; keeps no more than that.
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (!isOwnOrigin(request.headers)) throw refusal("not-allowed", "elsewhere");
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded")) throw refusal("invalid", "notOurForm");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size <= MOST_BYTES) chunks.push(chunk);
    if (size > MOST_PATIENCE_BYTES) break;
  }
  if (size > MOST_BYTES) throw refusal("invalid", "tooMuch");
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
