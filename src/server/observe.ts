import type { IncomingMessage, ServerResponse } from "node:http";
import onHeaders from "on-headers";
import { telemetry } from "@/lib/telemetry";
import { OTHER, routesOf } from "./routes";

const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS"]);
let routes: ((url: string) => string) | undefined;

/** Without the table of a build, as under `npm run dev`, no route is about. */
function routeOf(url: string): string {
  try {
    routes ??= routesOf();
  } catch {
    routes = () => OTHER;
  }
  return routes(url);
}

/**
 * Handles a request by `work`, and says by its route how long that took and how it ended. A live stream counts until it
 * begins. Where nobody watches, the work alone is done.
 */
export function observed<T>(request: IncomingMessage, response: ServerResponse, work: () => T): T {
  const listener = telemetry();
  if (!listener) return work();
  const began = performance.now();
  const { method = "", url = "", headers } = request;
  const about = {
    "http.request.method": METHODS.has(method) ? method : "_OTHER",
    "http.route": routeOf(url),
  };
  const span = listener.begin(
    `${about["http.request.method"]} ${about["http.route"]}`,
    "server",
    about,
    headers,
  );
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    const status = { "http.response.status_code": response.statusCode };
    listener.time("http.server.request.duration", performance.now() - began, {
      ...about,
      ...status,
    });
    span.set(status);
    span.end(response.statusCode >= 500 ? { code: String(response.statusCode) } : undefined);
  };
  response.once("close", end);
  onHeaders(response, () => {
    if (String(response.getHeader("content-type")).startsWith("text/event-stream")) end();
  });
  return span.within(work);
}
