import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";
import next from "next";
import { ADDRESS_HEADER, OWN_HEADER, PROXIED_HEADER, remoteAddress } from "@/auth/address";
import { db, NotUtc, requireUtc } from "@/db/client";
import { env, trustedProxies } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { onShutdown } from "@/lib/shutdown";
import { closeQueue, queue } from "@/queue/boss";
import { answerPage, opensPage } from "./status-page-fast-path";

const { NODE_ENV, HOST, PORT } = env();
const proxies = trustedProxies(env());

try {
  await requireUtc();
} catch (error) {
  if (error instanceof NotUtc) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  // The database may start later: until then pages say so, and /readyz answers 503.
  log().warn(plainError(error), "the database cannot be reached yet");
}

const app = next({ dev: NODE_ENV === "development", hostname: HOST, port: PORT });
await app.prepare();
const handle = app.getRequestHandler();

/** Known only to this process, and new each time. */
const own = randomUUID();

/** Records where a request came from, overwriting whatever the sender claimed. */
function judge(request: IncomingMessage): void {
  const { headers } = request;
  const forwarded = headers["x-forwarded-for"];
  headers[ADDRESS_HEADER] = remoteAddress(
    request.socket.remoteAddress,
    Array.isArray(forwarded) ? forwarded.join(",") : forwarded,
    proxies,
  );
  headers[PROXIED_HEADER] = Object.keys(headers).some(
    (name) => name === "forwarded" || name === "via" || name.startsWith("x-forwarded-"),
  )
    ? "1"
    : "0";
  headers[OWN_HEADER] = own;
}

/**
 * Compresses the client's documents, as lightly as possible: a page is one write, so processor time
 * matters more than its last tenth. Next's own compression, used for the studio, does not see the
 * type of a route handler's answer, because Next sets its headers as lists.
 */
const pack = compression({
  level: 1,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
  filter: (_request, response) =>
    String(response.getHeader("content-type")).startsWith("text/html"),
});
const isDocument = (url = "") => /^\/[psu]\//.test(url);

/**
 * The longest a request may take to arrive: 100 MB over a slow line. Its headers have a minute, as
 * usual.
 */
const REQUEST_MS = 3_600_000;

const server = createServer({ requestTimeout: REQUEST_MS }, (request, response) => {
  // Next answers a redirecting action with a page it fetches from here, under its own forwarding
  // headers: that request was checked when it came in.
  if (request.headers[OWN_HEADER] !== own) judge(request);
  if (isDocument(request.url)) pack(request, response, () => {});
  // In development Next answers it too, and shows each edit.
  const answer = NODE_ENV === "production" && opensPage(request) ? answerPage : handle;
  answer(request, response).catch((error: unknown) => {
    log().error(plainError(error), "a request failed");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});

// Opened now, so that no transaction has to wait for it; if that fails, the first wake-up tries
// again.
queue().catch((error: unknown) => log().warn(plainError(error), "the queue cannot be opened yet"));

server.listen(PORT, HOST, () => log().info({ host: HOST, port: PORT }, "web is listening"));

onShutdown(async () => {
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  // Open event streams never end by themselves.
  setTimeout(() => server.closeAllConnections(), 2_000).unref();
  await closed;
  await closeQueue();
  await db().$disconnect();
});
