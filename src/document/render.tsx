import { randomUUID } from "node:crypto";
import type { ReactElement } from "react";
import { withinPageLimit } from "@/auth/limits";
import { Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";
import { Frame, Notice } from "./frame";

const policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/**
 * What every document of the client's side is sent with: nothing may keep it, index it or frame it,
 * no script may run in it, and its address is told to nobody else.
 */
const documentHeaders = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-robots-tag": "noindex, nofollow",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "content-security-policy": policy,
};

/** A whole page as static markup: complete in one response. `live`: the policy lets our own small script listen for changes. */
export async function renderDocument(page: ReactElement, options: { status?: number; headers?: Record<string, string>; live?: boolean } = {}): Promise<Response> {
  // Next refuses a static import of this module in a route.
  const { renderToStaticMarkup } = await import("react-dom/server");
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { status: options.status ?? 200, headers: { ...documentHeaders, ...(options.live ? { "content-security-policy": `${policy}; script-src 'self'; connect-src 'self'` } : {}), ...options.headers } });
}

/** The one answer to a token or page that is unknown, malformed, revoked or somebody else's. */
export function notFoundDocument(): Promise<Response> {
  return renderDocument(
    <Frame title="Not found">
      <Notice heading="There is no page here.">
        <p>The link may have been renewed, or a letter of it got lost on the way. Open it again from the newest letter you have, or ask the person who sent it.</p>
      </Notice>
    </Frame>,
    { status: 404 },
  );
}

/** Sends a browser on after a POST, so that going back and reloading send nothing twice. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store" } });
}

/**
 * Wraps a route of the client's side: too many openings from one place wait, a "not found" is the one
 * page, and when something fails the reader is told in one sentence, with what they wrote (the handler
 * says it to `keep`), and without the token reaching the log.
 */
export function documentRoute<C>(handle: (request: Request, context: C, keep: (typed: string) => void) => Promise<Response>) {
  return async (request: Request, context: C): Promise<Response> => {
    let kept = "";
    try {
      if (!(await withinPageLimit(request.headers))) return await tooMany();
      return await handle(request, context, (typed) => (kept = typed));
    } catch (error) {
      if (error instanceof Refusal && error.code === "not-found") return notFoundDocument();
      if (error instanceof Refusal && error.code === "too-many") return tooMany(error.message);
      const id = randomUUID().slice(0, 8);
      log().error({ id, ...plainError(error) }, "a client's page failed");
      return renderDocument(
        <Frame title="One moment">
          <Notice heading="This page cannot be reached just now.">
            <p>{request.method === "GET" ? "Nothing is lost. It tries again by itself in a few seconds." : "What you wrote was not taken. Please go back and send it once more in a minute."}</p>
            {kept ? (
              <p className="border-l-2 border-hairline pl-4 whitespace-pre-line text-ink [overflow-wrap:anywhere]" dir="auto">
                {kept}
              </p>
            ) : null}
          </Notice>
        </Frame>,
        { status: 503, headers: { "retry-after": "10", ...(request.method === "GET" ? { refresh: "10" } : {}) } },
      );
    }
  };
}

function tooMany(sentence = "This page was opened very often from your network. Please wait a minute."): Promise<Response> {
  return renderDocument(
    <Frame title="One moment">
      <Notice heading="One moment, please.">
        <p>{sentence}</p>
      </Notice>
    </Frame>,
    { status: 429, headers: { "retry-after": "60" } },
  );
}
