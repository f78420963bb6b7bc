import { z } from "zod";
import { env } from "@/lib/env";
import { composeEmail } from "./compose";
import { provider, PROVIDER_PATIENCE_MS } from "./provider";

/** The largest email that is read; the provider's own mail servers take up to 40 MB. */
export const MOST_EMAIL_BYTES = 20_000_000;
/** How long the bytes of one email may take, and those of one attachment. */
const BYTES_PATIENCE_MS = 20_000;

/** The provider has no such email, or not yet. */
export class NotFetched extends Error {
  override readonly name = "NotFetched";
}

export type Fetched =
  | { kind: "whole"; raw: Uint8Array }
  /** Above 20 MB: its words as the provider read them, and nothing of its attachments. */
  | { kind: "too large"; text: string };

const download = z.url({ protocol: /^https?$/ });
const text = z.string().nullish();
const received = z.object({
  from: z.string().default(""),
  to: z.array(z.string()).default([]),
  subject: text,
  message_id: text,
  text,
  html: text,
  headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullish(),
  raw: z.object({ download_url: download }).nullish().catch(null),
  attachments: z.array(z.unknown()).default([]),
});
type Received = z.infer<typeof received>;

const attachments = z.object({
  data: z.array(
    z.object({
      filename: text,
      content_type: text,
      download_url: download,
      size: z.number().nullish(),
    }),
  ),
});

/**
 * Fetches an email that the provider has received, whole and within 20 MB. Throws NotFetched, with a
 * reason that names no person, when the provider cannot be asked or does not have it.
 */
export async function fetchReceived(apiKey: string, emailId: string): Promise<Fetched> {
  const found = await ask(apiKey, `/emails/receiving/${emailId}?html_format=cid`, received);
  if (!found.raw) return fetchInParts(apiKey, emailId, found);
  const raw = await readAtMost(found.raw.download_url, MOST_EMAIL_BYTES);
  return raw ? { kind: "whole", raw } : { kind: "too large", text: found.text ?? "" };
}

/** Where the provider has not kept the email as it came: made again of its words and attachments. */
async function fetchInParts(apiKey: string, emailId: string, found: Received): Promise<Fetched> {
  const tooLarge = { kind: "too large" as const, text: found.text ?? "" };
  const files: { name: string; type: string; bytes: Uint8Array }[] = [];
  let room = MOST_EMAIL_BYTES;
  if (found.attachments.length > 0) {
    const path = `/emails/receiving/${emailId}/attachments?limit=100`;
    for (const one of (await ask(apiKey, path, attachments)).data) {
      const bytes = await readAtMost(one.download_url, room);
      if (!bytes) return tooLarge;
      room -= bytes.byteLength;
      files.push({ name: one.filename ?? "", type: one.content_type ?? "", bytes });
    }
  }
  return { kind: "whole", raw: madeOf(found, files) };
}

const OWN_HEADERS = /^(content-.*|mime-version|from|to|subject|message-id)$/i;

function madeOf(found: Received, files: Parameters<typeof composeEmail>[0]["attachments"]) {
  const headers = Object.entries(found.headers ?? {})
    .filter(([name]) => !OWN_HEADERS.test(name))
    .flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  const address = /<([^<>]*)>\s*$/.exec(found.from)?.[1] ?? found.from;
  return composeEmail({
    from: {
      name: found.from
        .replace(/<[^<>]*>\s*$/, "")
        .replace(/"/g, "")
        .trim(),
      address,
    },
    to: found.to.join(", "),
    subject: found.subject ?? "",
    messageId: found.message_id ?? "",
    text: found.text ?? "",
    html: found.text ? null : found.html,
    attachments: files,
    headers,
  });
}

async function ask<S extends z.ZodType>(
  apiKey: string,
  path: string,
  shape: S,
): Promise<z.infer<S>> {
  const { data, error } = await provider(apiKey)
    .get<unknown>(path, { signal: AbortSignal.timeout(PROVIDER_PATIENCE_MS) })
    .catch(() => ({ data: null, error: { name: "no answer within 10 seconds" } }));
  if (error) throw new NotFetched(`The provider said: ${error.name}.`);
  const parsed = shape.safeParse(data);
  if (!parsed.success) throw new NotFetched("The provider’s answer could not be read.");
  return parsed.data;
}

/** Returns the bytes at a signed address of the provider's, or null when there are more than `most`. */
async function readAtMost(url: string, most: number): Promise<Uint8Array | null> {
  // Only a stand-in of the provider's API, on this machine, gives addresses without TLS.
  if (!url.startsWith("https:") && !env().RESEND_BASE_URL)
    throw new NotFetched("The provider gave an address without TLS.");
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(BYTES_PATIENCE_MS) });
    if (!answer.ok) throw new NotFetched(`The provider’s store answered ${answer.status}.`);
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of answer.body ?? []) {
      size += chunk.byteLength;
      if (size > most) return null;
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    throw new NotFetched("The provider’s store did not answer.");
  }
}
