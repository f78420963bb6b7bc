import { isOwnOrNoOrigin } from "@/auth/origin";
import { refusal } from "@/language/refusals";

/** More than the longest text that any form of the client's side takes, percent-encoded. */
const MOST_BYTES = 200_000;
/** What is larger still is read to here, and thrown away, so that the sender gets to hear why it was refused. */
const MOST_PATIENCE_BYTES = 5_000_000;

/**
 * The fields of a plain form POST. Refuses what was sent from another place's page (a "null" or foreign
 * Origin), is not an ordinary form, or is larger than any form of ours; keeps no more than that.
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  if (!isOwnOrNoOrigin(request.headers)) throw refusal("not-allowed", "elsewhere");
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded"))
    throw refusal("invalid", "notOurForm");
  return new URLSearchParams((await readBytes(request)).toString("utf8"));
}

/**
 * Whether a POST says "List-Unsubscribe=One-Click", as RFC 8058 has it and our own page too: as a plain form or
 * in parts, and from wherever, since a mail program names no Origin. Only its secret address lets it in.
 */
export async function isOneClick(request: Request): Promise<boolean> {
  const type = request.headers.get("content-type") ?? "";
  const bytes = await readBytes(request);
  const fields = type.startsWith("multipart/form-data")
    ? await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
        .formData()
        .catch(() => null)
    : new URLSearchParams(bytes.toString("utf8"));
  return fields?.get("List-Unsubscribe") === "One-Click";
}

async function readBytes(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size <= MOST_BYTES) chunks.push(chunk);
    if (size > MOST_PATIENCE_BYTES) break;
  }
  if (size > MOST_BYTES) throw refusal("invalid", "tooMuch");
  return Buffer.concat(chunks);
}
