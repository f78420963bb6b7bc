import { isOwnOrNoOrigin } from "@/auth/origin";
import { refusal } from "@/language/refusals";

/** More than the longest text that any form of the client's side takes, percent-encoded. */
const MOST_BYTES = 1_000_000;
/** What is larger still is read to here, and thrown away, so that the sender gets to hear why it was refused. */
const MOST_PATIENCE_BYTES = 5_000_000;

/** What a form of the client's side gives, wherever it ends: the one field that is written at length. */
export function typedIn(fields: URLSearchParams): string {
  return (
    ["text", "words", "specifics", "quote"].map((name) => fields.get(name)).find(Boolean) ?? ""
  );
}

/**
 * The fields of a plain form POST. Refuses what was sent from another place's page (a "null" or foreign
 * Origin) or is not an ordinary form. Keeps 1 MB, which is more than any form of ours; `isWhole` is
 * false where there was more.
 */
export async function readForm(
  request: Request,
): Promise<{ fields: URLSearchParams; isWhole: boolean }> {
  if (!isOwnOrNoOrigin(request.headers)) throw refusal("not-allowed", "elsewhere");
  if (!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded"))
    throw refusal("invalid", "notOurForm");
  const { bytes, isWhole } = await readBytes(request);
  return { fields: new URLSearchParams(bytes.toString("utf8")), isWhole };
}

/** A form that is larger than any of ours. */
export const tooMuch = () => refusal("invalid", "tooMuch");

/**
 * Whether a POST says "List-Unsubscribe=One-Click", as RFC 8058 has it and our own page too: as a plain form or
 * in parts, and from wherever, since a mail program names no Origin. Only its secret address lets it in.
 */
export async function isOneClick(request: Request): Promise<boolean> {
  const type = request.headers.get("content-type") ?? "";
  const { bytes, isWhole } = await readBytes(request);
  if (!isWhole) throw tooMuch();
  const fields = type.startsWith("multipart/form-data")
    ? await new Response(new Uint8Array(bytes), { headers: { "content-type": type } })
        .formData()
        .catch(() => null)
    : new URLSearchParams(bytes.toString("utf8"));
  return fields?.get("List-Unsubscribe") === "One-Click";
}

async function readBytes(request: Request): Promise<{ bytes: Buffer; isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    if (size < MOST_BYTES) chunks.push(chunk.subarray(0, MOST_BYTES - size));
    size += chunk.byteLength;
    if (size > MOST_PATIENCE_BYTES) break;
  }
  return { bytes: Buffer.concat(chunks), isWhole: size <= MOST_BYTES };
}
