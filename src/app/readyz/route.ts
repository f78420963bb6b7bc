import { whyNotReady } from "@/db/readiness";

export const dynamic = "force-dynamic";

/** The process can do its work: the database answers, in UTC, and can write. 503 within 2 s if not. */
export async function GET(): Promise<Response> {
  const why = await whyNotReady();
  return new Response(`${why ?? "ready"}\n`, {
    status: why ? 503 : 200,
    headers: { "content-type": "text/plain", "cache-control": "no-store" },
  });
}
