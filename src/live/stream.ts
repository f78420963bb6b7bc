import { log, plainError } from "@/lib/log";
import { listenFor } from "./listen";

const HEARTBEAT_MS = 25_000;

/** Who may hear of changes, and until when. */
export type Gate = {
  /** The id that changes are told under: a freelancer's, or a client's. */
  channel: string;
  /** What let the reader in: one link, or one session. Streams of one key are judged together. */
  key: string;
  /** Whose streams are counted together, and how many they may have open. */
  owner: string;
  most: number;
  /** Whether the link or session still lets anybody in. Asked once with each change. */
  isOpen: () => Promise<boolean>;
};

type Stream = { send: (text: string) => void; end: (last?: string) => void };
type Group = { owner: string; streams: Set<Stream>; unlisten: () => void };

// The web process and Next each load this module: what is open is known to both.
const cached = globalThis as unknown as { uptomarkStreams?: Map<string, Group> };
const groups = (cached.uptomarkStreams ??= new Map());

/**
 * A stream of "changed" events for whoever the gate has let in. It says that something changed, never
 * what: the page is fetched anew, through its own gate. When the gate is closed the stream ends, after
 * a last event that lets the page find out for itself. One stream too many is refused with 429, and
 * not an older one ended: its page would come back at once and end the next.
 */
export function changesOf(gate: Gate, signal: AbortSignal): Response {
  if (countOf(gate.owner) >= gate.most)
    return new Response(null, {
      status: 429,
      headers: { "retry-after": "60", "cache-control": "no-store" },
    });
  let detach = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        detach = join(gate, controller);
        signal.addEventListener("abort", detach);
        // Gone already, while the gate was asked.
        if (signal.aborted) detach();
      },
      cancel: () => detach(),
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

/** Ends every stream, each told to come back after a few seconds, not all at once. */
export function endStreams(): void {
  const comeBack = () => `retry: ${2_000 + Math.floor(Math.random() * 3_000)}\n\n`;
  for (const { streams } of groups.values()) for (const stream of streams) stream.end(comeBack());
}

function countOf(owner: string): number {
  return [...groups.values()]
    .filter((group) => group.owner === owner)
    .reduce((sum, { streams }) => sum + streams.size, 0);
}

/** Adds a stream to those of its gate. Returns what takes it out again. */
function join(gate: Gate, controller: ReadableStreamDefaultController<Uint8Array>): () => void {
  const group = groups.get(gate.key) ?? openGroup(gate);
  const send = (text: string) => {
    // A reader who does not read is not written to: the next event it takes tells it to look anyway.
    if ((controller.desiredSize ?? 0) > 0) controller.enqueue(new TextEncoder().encode(text));
  };
  const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
  const detach = () => {
    clearInterval(heartbeat);
    if (!group.streams.delete(stream) || group.streams.size > 0) return;
    group.unlisten();
    groups.delete(gate.key);
  };
  const stream: Stream = {
    send,
    end: (last) => {
      if (last) send(last);
      detach();
      controller.close();
    },
  };
  group.streams.add(stream);
  send("retry: 2000\n\n");
  return detach;
}

/** It cannot be known, most likely since the database is away: the streams stay, and the next change asks again. */
function stays(error: unknown): true {
  log().warn(plainError(error), "whether an open page may stay open cannot be known just now");
  return true;
}

function openGroup({ channel, key, owner, isOpen }: Gate): Group {
  const streams = new Set<Stream>();
  const look = async () => {
    for (const { send } of streams) send("event: changed\ndata: \n\n");
    if (await isOpen().catch(stays)) return;
    for (const { end } of streams) end();
  };
  const group = { owner, streams, unlisten: listenFor(channel, look) };
  groups.set(key, group);
  return group;
}
