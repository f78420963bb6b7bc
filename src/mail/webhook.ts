import { Webhook } from "standardwebhooks";

/** More than any provider event contains. */
const MOST_BYTES = 256_000;
const EVENT_ID = /^[\w-]{1,200}$/;

/** A signed provider event: its id, which exposes replays, and its body. */
export type SignedEvent = { id: string; body: string };

/**
 * Returns the event in a request if it is signed with one of the secrets, over exactly these bytes,
 * within five minutes of now. Returns null for anything else, whatever the reason, and for more
 * than 256 kB. `unsigned` is called with the body of one that is whole but for its signature.
 */
export async function readSigned(
  request: Request,
  secrets: string[],
  unsigned?: (body: string) => Promise<void>,
): Promise<SignedEvent | null> {
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
  // Bytes that are not UTF-8 would decode to a different text than the signed one.
  if (!Buffer.from(body, "utf8").equals(bytes)) return null;
  if (secrets.some((secret) => isSigned(body, headers, secret))) return { id, body };
  await unsigned?.(body);
  return null;
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

/** Returns the headers that Standard Webhooks has for a body we send: its id, the time of the attempt, the signature. */
export function signedHeaders(
  secret: string,
  id: string,
  at: Date,
  body: string,
): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Uptomark",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, body),
  };
}
