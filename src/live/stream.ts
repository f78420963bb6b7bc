import { listenFor } from "./listen";

const encode = (text: string) => new TextEncoder().encode(text);
const HEARTBEAT_MS = 25_000;

/**
 * Returns a stream of "changed" events for a reader who has passed the gate. It says that something
 * changed, never what: the page is fetched again through its own gate. `isStillOpen` is checked
 * with each event; when it returns false the stream ends after a last event, and the page finds out
 * for itself.
 */
export function changesOf(
  id: string,
  signal: AbortSignal,
  isStillOpen: () => Promise<boolean> = () => Promise.resolve(true),
): Response {
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => {
          // A slow reader is not written to: the next event it reads makes it refresh anyway.
          if ((controller.desiredSize ?? 0) > 0) controller.enqueue(encode(text));
        };
        send("retry: 2000\n\n");
        const unlisten = listenFor(id, () => {
          send("event: changed\ndata: \n\n");
          isStillOpen().then(
            (open) => {
              if (open) return;
              stop();
              controller.close();
            },
            // The database is away: the stream stays, and the next event asks again.
            () => undefined,
          );
        });
        const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
        stop = () => {
          unlisten();
          clearInterval(heartbeat);
        };
        signal.addEventListener("abort", () => stop());
        // Gone already, while the gate was asked.
        if (signal.aborted) stop();
      },
      cancel: () => stop(),
    },
    { highWaterMark: 16 },
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}
