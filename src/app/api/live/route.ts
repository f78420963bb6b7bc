import { findSignedIn } from "@/auth/session";
import { listenToStudio } from "@/live/listen";

export const dynamic = "force-dynamic";

const encode = (text: string) => new TextEncoder().encode(text);
const HEARTBEAT_MS = 25_000;

/** A stream of "changed" events for the freelancer's open pages. It says that something changed, never what. */
export async function GET(request: Request): Promise<Response> {
  if (request.method === "HEAD") return new Response(null, { headers: { "cache-control": "no-store" } });
  const signedIn = await findSignedIn();
  if (!signedIn) return new Response(null, { status: 401 });
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
    start(controller) {
      const send = (text: string) => {
        // A reader who does not read is not written to: the next event it takes tells it to look anyway.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encode(text));
      };
      send("retry: 2000\n\n");
      const unlisten = listenToStudio(signedIn.scope.freelancerId, () => send("event: changed\ndata: \n\n"));
      const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
      stop = () => {
        unlisten();
        clearInterval(heartbeat);
      };
      request.signal.addEventListener("abort", stop);
      // Gone already, while the session was looked up.
      if (request.signal.aborted) stop();
    },
    cancel: () => stop(),
    },
    { highWaterMark: 16 },
  );
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
}
