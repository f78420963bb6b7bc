import { findSignedIn, isSessionOpen } from "@/auth/session";
import { changesOf } from "@/live/stream";

export const dynamic = "force-dynamic";

/** As many windows as one studio has open, on all its machines. */
const MOST_STREAMS = 60;

/** Tells the freelancer's open pages when to look again. Signing out ends it. */
export async function GET(request: Request): Promise<Response> {
  if (request.method === "HEAD")
    return new Response(null, { headers: { "cache-control": "no-store" } });
  const signedIn = await findSignedIn();
  if (!signedIn)
    return new Response(null, { status: 401, headers: { "cache-control": "no-store" } });
  const { scope, sessionId } = signedIn;
  return changesOf(
    {
      channel: scope.freelancerId,
      key: `session ${sessionId}`,
      owner: `studio ${scope.freelancerId}`,
      most: MOST_STREAMS,
      isOpen: () => isSessionOpen(sessionId),
    },
    request.signal,
  );
}
