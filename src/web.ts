import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";
import next from "next";
import { db, requireUtc } from "@/db/client";
import { isDocument } from "@/lib/client-paths";
import { checkPooler, whyUnusable } from "@/db/pooler";
import { followClock, wakeClock } from "@/db/clock";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { onShutdown } from "@/lib/shutdown";
import { closeQueue, queue } from "@/queue/boss";
import { boundBody } from "@/server/bound-body";
import { Drain } from "@/server/drain";
import { answersMetrics } from "@/server/metrics";
import { observed } from "@/server/observe";
import { findRefusal, refuse } from "@/server/refuse";
import { addSecurityHeaders } from "@/server/security-headers";
import { isFromUs, stampOrigin } from "@/server/stamp-origin";
import { startTelemetry, watched } from "@/telemetry/start";
import { answerPage, opensPage } from "./fast-path";
import { figures } from "./figures";

const { NODE_ENV, HOST, PORT } = env();
const isDevelopment = NODE_ENV === "development";

await startTelemetry("web", figures);

try {
  // The clock first: it is followed from then on, whether the database is there by now or not.
  await followClock();
  await checkPooler();
  await requireUtc();
} catch (error) {
  const problem = whyUnusable(error);
  if (problem) {
    process.stderr.write(`${problem}\n`);
    process.exit(1);
  }
  // The database may start later: until then pages say so, and /readyz answers 503.
  log().warn(plainError(error), "the database cannot be reached yet");
}

const app = next({ dev: isDevelopment, hostname: HOST, port: PORT });
await app.prepare();
const handle = app.getRequestHandler();

/**
 * Compresses the client's documents at the lowest level: a page is one write, so the
 * processor counts for more than its last tenth. Next's own compression, which packs the studio's,
 * sees no type on a route handler's answer, since Next sets its headers as lists.
 */
const pack = compression({
  level: 1,
  brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
  filter: (_request, response) =>
    String(response.getHeader("content-type")).startsWith("text/html"),
});

/** As long as a file may take to arrive: 100 MB over a slow line. Headers have a minute, as ever. */
const LONGEST_UPLOAD_MS = 3_600_000;
/** As many connections as are held at once, open pages that listen for changes among them. */
const MOST_CONNECTIONS = 1_000;

/** After this long the stop waits for nothing more that it could do without. */
const LONGEST_STOP_MS = 23_200;

const drain = new Drain();

function answer(request: IncomingMessage, response: ServerResponse): void {
  addSecurityHeaders(response);
  boundBody(request, response);
  if (drain.watch(request, response) || answersMetrics(request, response)) return;
  const refused = isFromUs(request) ? null : findRefusal(request);
  if (refused) return refuse(response, refused);
  stampOrigin(request);
  if (isDocument(request.url)) pack(request, response, () => {});
  // While it is being worked on, Next answers it too, and shows each edit.
  const show = !isDevelopment && opensPage(request) ? answerPage : handle;
  const answered = wakeClock().then(() => show(request, response));
  answered.catch((error: unknown) => {
    log().error(plainError(error), "a request failed");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
}

const server = createServer(
  // Only the development server speaks anything but HTTP, to show each edit.
  { requestTimeout: LONGEST_UPLOAD_MS, shouldUpgradeCallback: () => isDevelopment },
  (request, response) => observed(request, response, () => answer(request, response)),
);
server.maxConnections = MOST_CONNECTIONS;

// Opened now, so that no transaction has to wait for it; when it cannot be, the first wake-up tries
// again.
queue().catch((error: unknown) => log().warn(plainError(error), "the queue cannot be opened yet"));

server.listen(PORT, HOST, () => log().info({ host: HOST, port: PORT }, "web is listening"));

onShutdown(async () => {
  const began = performance.now();
  await drain.stop(server);
  // What is left of the patience that the process has for its stop.
  await watched()?.stop(LONGEST_STOP_MS - (performance.now() - began));
  await closeQueue();
  await db().$disconnect();
});
