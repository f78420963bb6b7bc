import type { IncomingMessage, ServerResponse } from "node:http";
import { isOwnOrigin } from "@/auth/origin";
import { env } from "@/lib/env";

export type Refused = { status: number; sentence: string; headers?: Record<string, string> };

const METHODS = ["GET", "HEAD", "POST", "OPTIONS"];
const ALLOW = { allow: METHODS.join(", ") };

/** The most that another body may have, in bytes: the framework's 1 MB and its wrapping. */
export const MOST_BYTES = 1_100_000;

export const TOO_LARGE: Refused = {
  status: 413,
  sentence: "This is larger than 1 MB, which is the most for a form. Please shorten it.",
};

/** Whether a request brings a file: the routes that take one read it as it comes. */
export function isUpload({ method, url = "" }: IncomingMessage): boolean {
  return (
    method === "POST" &&
    /^\/(api\/(files|logo|import\/(list|studio))|[pd]\/[^/?]+\/[^/?]+\/files)(\?|$)/.test(url)
  );
}

/** Whether a request is a form of the client's side: what is too large its route refuses in its reader's language. */
export function isClientForm({ method, url = "" }: IncomingMessage): boolean {
  return method === "POST" && /^\/[psud]\//.test(url);
}

/** The routes that check by themselves where a form came from, or are called by other servers. */
const CHECKS_ORIGIN = /^\/([pstud]\/|api\/(files|logo|import|v1|webhooks)[/?]?)/;

/** Why a request is refused before anything else looks at it, or null. Reads nothing of its body. */
export function findRefusal(request: IncomingMessage): Refused | null {
  const { method = "", url = "", headers } = request;
  if (url === "*" && method === "OPTIONS") return { status: 204, sentence: "", headers: ALLOW };
  if (!METHODS.includes(method))
    return { status: 405, sentence: "Method not allowed.", headers: ALLOW };
  if (!isReadable(url))
    return { status: 400, sentence: "This address is damaged. Please check it and try again." };
  if (asksForUpgrade(headers.upgrade))
    return {
      status: 400,
      sentence: "Upgrades are not supported.",
      headers: { connection: "close" },
    };
  if (isUnused(url)) return { status: 404, sentence: "There is nothing here." };
  if (isTooLarge(request)) return TOO_LARGE;
  return method === "POST" ? refusedOrigin(url, headers.origin) : null;
}

/** An offer of HTTP/2 may be passed over; whoever asks for anything else would wait for it. */
function asksForUpgrade(upgrade: string | undefined): boolean {
  return upgrade ? upgrade.toLowerCase() !== "h2c" : false;
}

/** Of what the framework serves beside pages only its scripts and styles are used. */
function isUnused(url: string): boolean {
  return /^\/_next\/(?!static\/)/.test(url) && env().NODE_ENV === "production";
}

function isTooLarge(request: IncomingMessage): boolean {
  const isBounded = isUpload(request) || isClientForm(request);
  return Number(request.headers["content-length"] ?? 0) > MOST_BYTES && !isBounded;
}

function isReadable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?")[0]!);
    return url.startsWith("/");
  } catch {
    return false;
  }
}

function refusedOrigin(url: string, origin: string | undefined): Refused | null {
  if (CHECKS_ORIGIN.test(url) || isOwnOrigin(new Headers(origin ? { origin } : {}))) return null;
  const home = new URL(env().APP_URL).origin;
  return {
    status: 403,
    sentence: `This form was sent from another place than Uptomark. Open ${home} and repeat it there.`,
  };
}

/** Sends a refusal as one plain sentence. Nothing keeps it. */
export function refuse(response: ServerResponse, { status, sentence, headers }: Refused): void {
  response.writeHead(status, {
    ...(sentence ? { "content-type": "text/plain; charset=utf-8" } : {}),
    "cache-control": "no-store",
    ...headers,
  });
  response.end(sentence && `${sentence}\n`);
}
