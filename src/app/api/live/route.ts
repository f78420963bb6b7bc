import { findSignedIn } from "@/auth/session";
import { changesOf } from "@/live/stream";

export const dynamic = "force-dynamic";

/** Tells the freelancer's open pages when to refresh. */
export async function GET(request: Request): Promise<Response> {
  if (request.method === "HEAD")
    return new Response(null, { headers: { "cache-control": "no-store" } });
  const signedIn = await findSignedIn();
  if (!signedIn) return new Response(null, { status: 401 });
  return changesOf(signedIn.scope.freelancerId, request.signal);
}
