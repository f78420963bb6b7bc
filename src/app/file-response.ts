import { create as contentDisposition } from "content-disposition";
import type { KeptFile } from "@/features/files/queries";
import { notFound } from "@/lib/errors";
import { log } from "@/lib/log";
import { store } from "@/store/store";

/** Returns a file as a download: never shown, never run, never cached on the way. Only reads. */
export async function fileResponse(request: Request, file: KeptFile): Promise<Response> {
  const headers = {
    "content-type": file.mediaType,
    "content-disposition": contentDisposition(file.name),
    "x-content-type-options": "nosniff",
    // Sent as stored: downloads are not compressed on the way.
    "cache-control": "private, no-store, no-transform",
    "content-security-policy": "default-src 'none'; sandbox",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
  };
  if (request.method === "HEAD") return new Response(null, { headers });
  const body = await store().read(file.storeKey);
  if (!body) {
    log().error({ storeKey: file.storeKey }, "a file's bytes are missing from the store");
    throw notFound("file");
  }
  return new Response(body, { headers });
}
