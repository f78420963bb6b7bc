import type { IncomingMessage, ServerResponse } from "node:http";
import { GET } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { readStatusPagePath } from "@/lib/client-paths";
import { env } from "@/lib/env";

/**
 * Whether a request opens a status page at an address as links have it. Whatever else lies under
 * its prefix is Next's to find.
 */
export function opensPage({ method, url = "" }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && readStatusPagePath(url) !== null;
}

/**
 * Handles a request that opens a status page, by the route's own handler and without Next between
 * (docs/decisions/022).
 */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? "";
  const { token = "", project } = readStatusPagePath(url) ?? {};
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
