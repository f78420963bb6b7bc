import type { IncomingMessage, ServerResponse } from "node:http";
import { GET } from "@/app/(client)/p/[token]/[[...rest]]/route";
import type { Rendered } from "@/document/render";
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
  const asked = new Request(new URL(url, env().APP_URL), { method: request.method, headers });
  const params = Promise.resolve({ token, rest: project ? [project] : [] });
  const answer = await GET.answer(asked, { params });
  const { status, headers: own, html } = answer instanceof Response ? await read(answer) : answer;
  const isWanted = request.method === "GET";
  // HEAD tells no length: what a GET would send depends on how it is packed.
  response.writeHead(status, {
    ...own,
    ...(isWanted ? { "content-length": Buffer.byteLength(html) } : {}),
  });
  response.end(isWanted ? html : undefined);
}

/** Reads a rare answer back: a redirect, or that nothing is there. */
async function read(answer: Response): Promise<Rendered> {
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    html: await answer.text(),
  };
}
