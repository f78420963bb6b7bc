import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How the provider fails a request. "accepted, then reset" alone has taken the email by then. */
export type Failure =
  | "reset"
  | "hang"
  | "accepted, then reset"
  | "empty 200"
  | "HTML 502"
  | 401
  | 403
  | 409
  | 422
  | 429
  | 500;

export type Delivery = { emailId: string; key: string; id: string };

const NAMES: Partial<Record<number, string>> = {
  401: "invalid_api_key",
  403: "validation_error",
  409: "concurrent_idempotent_requests",
  422: "validation_error",
  429: "rate_limit_exceeded",
  500: "internal_server_error",
};
const WINDOW_MS = 24 * 3_600_000;

/**
 * A stand-in for Resend's POST /emails with what matters when things go wrong: keys that live 24 hours on a
 * clock that can be set, bound to their bytes; 409 while a key is in hand; a limiter; and every way to fail.
 * A delivery is an email that would have been sent: the same key within its window adds none.
 */
export async function startProvider() {
  const state = {
    deliveries: [] as Delivery[],
    requests: [] as string[],
    /** Added to the clock: moves the window of the keys. */
    aheadMs: 0,
    /** Without keys: as if none were sent. */
    knowsKeys: true,
    limit: Infinity,
    fail: null as Failure | null,
    /** Called when a request has arrived whole, and when its email has been taken: for whoever cuts there. */
    arrived: async (_emailId: string) => {},
    accepted: async (_emailId: string) => {},
  };
  const keys = new Map<string, { body: string; id: string; at: number }>();
  const inHand = new Set<string>();
  const recent: number[] = [];
  const now = () => Date.now() + state.aheadMs;

  const server = createServer(
    (request, response) => void serve(request, response).catch(() => response.destroy()),
  );
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString("utf8");
    const key = String(request.headers["idempotency-key"] ?? "");
    const emailId = (JSON.parse(body) as { tags?: { value: string }[] }).tags?.[0]?.value ?? "";
    state.requests.push(emailId);
    await state.arrived(emailId);
    const { fail } = state;
    const answer = (status: number, value: unknown, headers = {}) =>
      void response
        .writeHead(status, { "content-type": "application/json", ...headers })
        .end(JSON.stringify(value));
    const refuse = (status: number) =>
      answer(
        status,
        { statusCode: status, name: NAMES[status], message: "as told" },
        status === 429 ? { "retry-after": "1" } : {},
      );
    if (isOverLimit()) return refuse(429);
    if (fail === "reset") return void response.destroy();
    if (fail === "hang") return;
    if (fail === "empty 200") return void response.writeHead(200).end();
    if (fail === "HTML 502")
      return void response
        .writeHead(502, { "content-type": "text/html" })
        .end("<html><body>Bad gateway</body></html>");
    if (typeof fail === "number") return refuse(fail);
    const existing = state.knowsKeys ? keys.get(key) : undefined;
    if (existing && now() - existing.at < WINDOW_MS)
      return existing.body === body
        ? answer(200, { id: existing.id })
        : answer(409, {
            statusCode: 409,
            name: "invalid_idempotent_request",
            message: "other bytes",
          });
    if (state.knowsKeys && inHand.has(key)) return refuse(409);
    inHand.add(key);
    const id = randomUUID();
    keys.set(key, { body, id, at: now() });
    state.deliveries.push({ emailId, key, id });
    await state.accepted(emailId);
    inHand.delete(key);
    if (fail === "accepted, then reset") return void response.destroy();
    answer(200, { id });
  }

  function isOverLimit(): boolean {
    const at = Date.now();
    while (recent.length > 0 && at - recent[0]! >= 1000) recent.shift();
    if (recent.length >= state.limit) return true;
    recent.push(at);
    return false;
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    /** As on the first day: nothing taken, nothing failing. */
    reset() {
      keys.clear();
      inHand.clear();
      recent.length = 0;
      Object.assign(state, {
        deliveries: [],
        requests: [],
        aheadMs: 0,
        knowsKeys: true,
        limit: Infinity,
        fail: null,
        arrived: async () => {},
        accepted: async () => {},
      });
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

export type Provider = Awaited<ReturnType<typeof startProvider>>;
