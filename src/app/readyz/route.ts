import { requireUtc } from "@/db/client";
import { log, plainError } from "@/lib/log";

export const dynamic = "force-dynamic";

/** The process can do its work: the database answers, in UTC. 503 when not. */
export async function GET(): Promise<Response> {
  const headers = { "content-type": "text/plain", "cache-control": "no-store" };
  try {
    await requireUtc();
    return new Response("ready\n", { headers });
  } catch (error) {
    log().warn(plainError(error), "not ready");
    return new Response("The database cannot be reached.\n", { status: 503, headers });
  }
}
