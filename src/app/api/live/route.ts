import { findSignedIn } from "@/auth/session";
import { listenToStudio } from "@/live/listen";

export const dynamic = "force-dynamic";

const encode = (text: string) => new TextEncoder().encode(text);
const HEARTBEAT_MS = 25_000;

/** A stream of "changed" events for the freelancer's open pages. It says that something changed, never what. */
export async function GET(request: Request): Promise<Response> {
  const signedIn = await findSignedIn();
  if (!signedIn) return new Response(null, { status: 401 });
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        if (controller.desiredSize !== null) controller.enqueue(encode(text));
      };
      send("retry: 2000\n\n");
      const unlisten = listenToStudio(signedIn.scope.freelancerId, () => send("event: changed\ndata: \n\n"));
      const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
      stop = () => {
        unlisten();
        clearInterval(heartbeat);
      };
      request.signal.addEventListener("abort", stop);
    },
    cancel: () => stop(),
  });
  return new Response(body, { headers: { "content-type": "text/event-stream", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
}
