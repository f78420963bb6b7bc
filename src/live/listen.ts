import { openListener } from "@/db/connection";
import { log, plainError } from "@/lib/log";
import { LIVE_CHANNEL } from "./notify";

const HEARTBEAT_MS = 10_000;

type Listener = () => void;
type Station = { listeners: Map<string, Set<Listener>>; connected: boolean; hears: boolean };

// One connection per process, whatever the number of readers; it survives module reloads in
// development.
const cached = globalThis as unknown as { uptomarkLive?: Station };

/**
 * Calls `listener` whenever something changes for this freelancer's studio or this client's pages,
 * by their id. Returns how to stop.
 */
export function listenFor(id: string, listener: Listener): () => void {
  const station = (cached.uptomarkLive ??= {
    listeners: new Map(),
    connected: false,
    hears: false,
  });
  if (!station.connected) connect(station);
  const own = station.listeners.get(id) ?? new Set();
  station.listeners.set(id, own.add(listener));
  return () => {
    own.delete(listener);
    if (own.size === 0 && station.listeners.get(id) === own) station.listeners.delete(id);
  };
}

/** Whether changes are heard of at this moment; null where nobody has listened yet. */
export function isListening(): boolean | null {
  return cached.uptomarkLive?.hears ?? null;
}

/**
 * Keeps the connection open. A lost one is reopened after a second, and every page refreshes, since
 * changes may have been missed.
 */
function connect(station: Station): void {
  station.connected = true;
  const client = openListener("uptomark live");
  let ended = false;
  // It hears nothing from a network that has gone silent, so it asks now and then.
  const heartbeat = setInterval(() => client.query("SELECT 1").catch(again), HEARTBEAT_MS).unref();
  const again = (error?: Error) => {
    if (ended) return;
    ended = true;
    station.hears = false;
    clearInterval(heartbeat);
    if (error) log().warn(plainError(error), "the live connection was lost; it is made again");
    client
      .end()
      .catch((failure: unknown) =>
        log().debug(plainError(failure), "the lost live connection could not be closed"),
      );
    setTimeout(() => connect(station), 1_000).unref();
  };
  client.on("error", again);
  client.on("end", () => again());
  client.on("notification", ({ payload }) =>
    station.listeners.get(payload ?? "")?.forEach((listener) => listener()),
  );
  client
    .connect()
    .then(() => client.query(`LISTEN ${LIVE_CHANNEL}`))
    .then(() => (station.hears = !ended))
    .then(() => station.listeners.forEach((own) => own.forEach((listener) => listener())))
    .catch(again);
}
