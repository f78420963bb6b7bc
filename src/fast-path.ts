import type { IncomingMessage, ServerResponse } from "node:http";
import { GET as statusPage } from "@/app/(client)/p/[token]/[[...rest]]/route";
import { GET as survey } from "@/app/(client)/s/[token]/[[...rest]]/route";
import { showWall } from "@/app/(client)/w/serve";
import type { Rendered } from "@/document/render";
import { readStatusPagePath, readSurveyPath, readWallPath } from "@/lib/client-paths";
import { env } from "@/lib/env";

type Handler = (request: Request) => Promise<Rendered | Response>;

/** Who handles an address as links have it: a status page, a survey, a wall. Null for any other, which Next finds. */
function handlerOf(url: string): Handler | null {
  const page = readStatusPagePath(url);
  if (page) {
    const { token, project } = page;
    const params = Promise.resolve({ token, rest: project ? [project] : [] });
    return (request) => statusPage.answer(request, { params });
  }
  const question = readSurveyPath(url);
  if (question) return (request) => survey.answer(request, { params: Promise.resolve(question) });
  return readWallPath(url) ? (request) => showWall.answer(request, undefined) : null;
}

/** Whether a request opens a page that is answered without Next. Forms and every other spelling are Next's. */
export function opensPage({ method, url = "" }: IncomingMessage): boolean {
  return (method === "GET" || method === "HEAD") && handlerOf(url) !== null;
}

/**
 * Handles a request that opens such a page, by the route's own handler and without Next between
 * (docs/decisions/022).
 */
export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = request.url ?? "";
  const handler = handlerOf(url);
  if (!handler) throw new Error("This address is Next’s to find.");
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const answer = await handler(
    new Request(new URL(url, env().APP_URL), { method: request.method, headers }),
  );
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
