import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import {
  ADDRESS_HEADER,
  HOST_HEADER,
  OWN_HEADER,
  PROXIED_HEADER,
  remoteAddress,
} from "@/auth/address";
import { env, trustedProxies } from "@/lib/env";

/** Known to this process alone, and new with each. */
const own = randomUUID();

const REWRITTEN = ["x-forwarded-host", "x-forwarded-port", "x-forwarded-proto", "forwarded"];

/** Whether Next fetched this from its own server: after an action it sends the next page along. */
export const isFromUs = ({ headers }: IncomingMessage) => headers[OWN_HEADER] === own;

/**
 * Writes down where a request came from, over whatever a stranger claims of it, and names APP_URL's
 * host as the one that was asked. Next compares that host with the Origin of a form, so a proxy may
 * pass on any Host it likes, or none.
 */
export function stampOrigin(request: IncomingMessage): void {
  if (isFromUs(request)) return;
  const { headers } = request;
  const forwarded = headers["x-forwarded-for"];
  headers[ADDRESS_HEADER] = remoteAddress(
    request.socket.remoteAddress,
    Array.isArray(forwarded) ? forwarded.join(",") : forwarded,
    trustedProxies(env()),
  );
  headers[PROXIED_HEADER] = cameThroughProxy(request) ? "1" : "0";
  headers[HOST_HEADER] = headers.host ?? "";
  headers[OWN_HEADER] = own;
  headers.host = new URL(env().APP_URL).host;
  for (const name of REWRITTEN) delete headers[name];
}

/** A proxy says so in a header, or speaks HTTP/1.0 as nginx does by default. No browser does either. */
function cameThroughProxy({ headers, httpVersion }: IncomingMessage): boolean {
  return (
    httpVersion === "1.0" ||
    Object.keys(headers).some(
      (name) => name === "forwarded" || name === "via" || name.startsWith("x-forwarded-"),
    )
  );
}
