import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { endStreams } from "@/live/stream";
import { refuse } from "./refuse";

/** For this long new requests are still answered, so that a load balancer notices that we stop. */
const NOTICE_MS = 1_000;
/** What is in flight has this long to finish. */
const PATIENCE_MS = 22_000;

const STOPPING = {
  status: 503,
  sentence: "Uptomark is restarting.",
  headers: { "retry-after": "5" },
};

/** Stops a server without cutting what it is doing. */
export class Drain {
  #open = new Set<ServerResponse>();
  #isDraining = false;

  /** Follows one request until it is answered. True when it was answered already: the server stops. */
  watch({ url = "" }: IncomingMessage, response: ServerResponse): boolean {
    this.#open.add(response);
    response.once("close", () => this.#open.delete(response));
    if (!this.#isDraining) return false;
    response.shouldKeepAlive = false;
    // Not ready from now on, and a stream that began now would be the last to end.
    if (!/^\/(readyz|api\/live|p\/[^/?]+\/live)(\?|$)/.test(url)) return false;
    refuse(response, STOPPING);
    return true;
  }

  /**
   * Says that the server stops, ends its streams, answers for a second more, then takes no new
   * connection and waits until every request in flight is answered, at most 22 seconds.
   */
  async stop(server: Server): Promise<void> {
    this.#isDraining = true;
    for (const response of this.#open) response.shouldKeepAlive = false;
    endStreams();
    await pause(NOTICE_MS);
    const closed = new Promise((done) => server.close(done));
    setTimeout(() => server.closeAllConnections(), PATIENCE_MS).unref();
    await closed;
  }
}
