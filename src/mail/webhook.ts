import { Webhook } from "standardwebhooks";

/** More than any event of the provider's holds. */
const MOST_BYTES = 256_000;
const EVENT_ID = /^[\w-]{1,200}$/;

/** An event that is the provider's own word: its id, by which a replay is known, and what it says. */
export type SignedEvent = { id: string; body: string };

/**
 * The event a request brings, if it is signed with one of the secrets, over exactly these bytes, within
 * five minutes of now. Null for anything else, whatever the reason, and for more than 256 kB.
 */
export async function readSigned(request: Request, secrets: string[]): Promise<SignedEvent | null> {
  const id = request.headers.get("svix-id");
  if (!id || !EVENT_ID.test(id)) return null;
  const bytes = await readAtMost(request, MOST_BYTES);
  if (!bytes) return null;
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": request.headers.get("svix-timestamp") ?? "",
    "webhook-signature": request.headers.get("svix-signature") ?? "",
  };
  const body = bytes.toString("utf8");
  // Bytes that are no UTF-8 would be another text than the one that was signed.
  if (!Buffer.from(body, "utf8").equals(bytes)) return null;
  return secrets.some((secret) => isSigned(body, headers, secret)) ? { id, body } : null;
}

function isSigned(body: string, headers: Record<string, string>, secret: string): boolean {
  try {
    new Webhook(secret).verify(body, headers, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

async function readAtMost(request: Request, most: number): Promise<Buffer | null> {
  if (Number(request.headers.get("content-length") ?? 0) > most) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
