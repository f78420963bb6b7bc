import type { IncomingMessage, ServerResponse } from "node:http";
import { GET } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { env } from "@/lib/env";

/** A status page's path, as in links: the token, and the project if there is one. */
const PAGE = /^\/p\/([\w-]{43})(?:\/([0-9a-f-]{36}))?(?:\?|$)/;

/**
 * Returns whether a request opens a status page at a path as in links. Everything else below /p/
 * goes to Next.
 */
export function opensPage({ method, url = "" }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && PAGE.test(url);
}

/**
 * Returns a request that opens a status page, by the route's own handler and without Next between
 * (docs/decisions/022).
 */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? "";
  const [, token = "", project] = PAGE.exec(url) ?? [];
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const answer = await GET(
    new Request(new URL(url, env().APP_URL), { method: request.method, headers }),
    { params: Promise.resolve({ token, rest: project ? [project] : [] }) },
  );
  const body = Buffer.from(await answer.arrayBuffer());
  const isWanted = request.method === "GET";
  // HEAD tells no length: what a GET would send depends on how it is packed.
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    ...(isWanted ? { "content-length": body.byteLength } : {}),
  });
  response.end(isWanted ? body : undefined);
}
