import { createServer } from "node:http";
import next from "next";
import { ADDRESS_HEADER, remoteAddress } from "@/auth/address";
import { db, NotUtc, requireUtc } from "@/db/client";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { onStop } from "@/lib/stop";
import { closeQueue } from "@/queue/boss";

const { NODE_ENV, HOST, PORT, TRUSTED_PROXIES } = env();

try {
  await requireUtc();
} catch (error) {
  if (error instanceof NotUtc) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  // The database may come later: pages say so until it does, and /readyz answers 503.
  log().warn(plainError(error), "the database cannot be reached yet");
}

const app = next({ dev: NODE_ENV === "development", hostname: HOST, port: PORT });
await app.prepare();
const handle = app.getRequestHandler();

const server = createServer((request, response) => {
  const forwarded = request.headers["x-forwarded-for"];
  // Whatever a stranger claims of their address is overwritten here.
  request.headers[ADDRESS_HEADER] = remoteAddress(request.socket.remoteAddress, Array.isArray(forwarded) ? forwarded.join(",") : forwarded, TRUSTED_PROXIES);
  handle(request, response).catch((error: unknown) => {
    log().error(plainError(error), "a request failed");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});

server.listen(PORT, HOST, () => log().info({ host: HOST, port: PORT }, "web is listening"));

onStop(async () => {
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  // Open event streams never end by themselves.
  setTimeout(() => server.closeAllConnections(), 2_000).unref();
  await closed;
  await closeQueue();
  await db().$disconnect();
});
