import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";
import { watched } from "@/telemetry/start";

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Whether the request brings the token. As long as this takes tells nothing of how much of it was right. */
function isAllowed({ headers }: IncomingMessage, token: string): boolean {
  return timingSafeEqual(digest(headers.authorization ?? ""), digest(`Bearer ${token}`));
}

/**
 * Shows the figures to whoever asks for /metrics with the token. Returns false where another address is meant, or no
 * token is set: then there is no such address.
 */
export function answersMetrics(request: IncomingMessage, response: ServerResponse): boolean {
  const { METRICS_TOKEN } = env();
  const isAsked = request.url?.split("?", 1)[0] === "/metrics" && request.method === "GET";
  if (!isAsked || !METRICS_TOKEN) return false;
  if (!isAllowed(request, METRICS_TOKEN)) {
    response.writeHead(401, { "www-authenticate": "Bearer", "cache-control": "no-store" }).end();
    return true;
  }
  sendPage(response).catch((error: unknown) => {
    log().error(plainError(error), "the metrics could not be shown");
    response.writeHead(500, { "cache-control": "no-store" }).end();
  });
  return true;
}

async function sendPage(response: ServerResponse): Promise<void> {
  const text = (await watched()?.page()) ?? "";
  response.writeHead(200, {
    "content-type": "text/plain; version=0.0.4; charset=utf-8",
    "cache-control": "no-store",
  });
  response.end(text);
}

/**
 * Shows a worker's own figures at METRICS_PORT, where that is set. A second worker of the machine finds the port taken,
 * says so and works on.
 */
export function listenForMetrics(): Server | undefined {
  const { METRICS_PORT, HOST } = env();
  if (!METRICS_PORT) return undefined;
  return createServer((request, response) => {
    if (!answersMetrics(request, response)) response.writeHead(404).end();
  })
    .on("error", (error) => log().warn(plainError(error), "METRICS_PORT cannot be listened to"))
    .listen(METRICS_PORT, HOST);
}
