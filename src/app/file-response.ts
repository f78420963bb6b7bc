import { create as contentDisposition } from "content-disposition";
import type { KeptFile } from "@/features/files/queries";
import { previewKeyOf } from "@/features/files/previews/rules";
import { notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { store } from "@/store/store";

/** What a download goes with: never shown, never run, never cached on the way. */
const headersOf = (name: string, mediaType: string) => ({
  "content-type": mediaType,
  "content-disposition": contentDisposition(name),
  "x-content-type-options": "nosniff",
  // Sent as stored: downloads are not compressed on the way.
  "cache-control": "private, no-store, no-transform",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-robots-tag": "noindex, nofollow",
});

/** Returns bytes as a download. */
export function bytesResponse(request: Request, name: string, bytes: Uint8Array): Response {
  const body = request.method === "HEAD" ? null : new Uint8Array(bytes);
  return new Response(body, { headers: headersOf(name, "application/octet-stream") });
}

/** Returns a download that is made as it is read. Only reads; a HEAD reads nothing. */
export async function streamResponse(
  request: Request,
  { name, mediaType }: { name: string; mediaType: string },
  open: () => Promise<ReadableStream<Uint8Array>>,
): Promise<Response> {
  const headers = headersOf(name, mediaType);
  if (request.method === "HEAD") return new Response(null, { headers });
  return new Response((await open()) as BodyInit, { headers });
}

/** Returns the small picture of a picture, shown where it is asked for. It was made here: never the bytes that came. */
export async function previewResponse(request: Request, file: KeptFile): Promise<Response> {
  const headers = {
    ...headersOf(file.name, "image/webp"),
    "content-disposition": "inline",
    "cache-control": "private, max-age=3600, no-transform",
  };
  const body = await store().read(previewKeyOf(file.storeKey));
  if (!body) throw notFound("file");
  if (request.method === "HEAD") await body.cancel();
  return new Response(request.method === "HEAD" ? null : body, { headers });
}

/** Returns a file as a download. Only reads. */
export async function fileResponse(request: Request, file: KeptFile): Promise<Response> {
  const headers = headersOf(file.name, file.mediaType);
  if (request.method === "HEAD") return new Response(null, { headers });
  const body = await store().read(file.storeKey);
  if (!body) {
    log().error({ storeKey: file.storeKey }, "a file's bytes are missing from the store");
    throw notFound("file");
  }
  return new Response(body, { headers });
}
