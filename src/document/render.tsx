import { randomUUID } from "node:crypto";
import type { ReactElement } from "react";
import { withinPageLimit } from "@/auth/limits";
import { languageAsked } from "@/language/accept-language";
import { toldIn } from "@/language/refusals";
import { localeOf, type Locale } from "@/language/locale";
import { cleanPath } from "@/lib/client-paths";
import { Refusal } from "@/lib/errors";
import { log, plainError } from "@/lib/log";
import { readForm, typedIn } from "./form";
import { NotFoundPage, TooManyPage, TroublePage } from "./notices";

const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'";

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

/** A document as it is sent. A Response made of it costs the server as much as rendering it did. */
export type Rendered = { status: number; headers: Record<string, string>; html: string };

type RenderOptions = { status?: number; headers?: Record<string, string>; live?: boolean };

// Next refuses a static import of this module in a route.
const reactDom = import("react-dom/server");

/** Returns a whole page as static markup. */
export async function markupOf(page: ReactElement): Promise<string> {
  const { renderToStaticMarkup } = await reactDom;
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}

/**
 * Returns a whole page as static markup: complete in one response. `live`: the policy lets our own
 * small script listen for changes.
 */
export async function render(page: ReactElement, options?: RenderOptions): Promise<Rendered> {
  return documentOf(await markupOf(page), options);
}

/** Returns the same of a page that has been rendered before. */
export function documentOf(html: string, options: RenderOptions = {}): Rendered {
  return {
    status: options.status ?? 200,
    headers: {
      ...documentHeaders,
      ...(options.live
        ? { "content-security-policy": `${policy}; script-src 'self'; connect-src 'self'` }
        : {}),
      ...options.headers,
    },
    html,
  };
}

/** Returns what a route of Next's answers with. */
export function responseOf(answer: Rendered | Response): Response {
  if (answer instanceof Response) return answer;
  const { status, headers, html } = answer;
  return new Response(html, { status, headers });
}

/** Returns a whole page as a response. */
export async function renderDocument(
  page: ReactElement,
  options?: RenderOptions,
): Promise<Response> {
  return responseOf(await render(page, options));
}

/**
 * The one answer to a token or page that is unknown, malformed, revoked or somebody else's; with what was
 * typed, since its link may have been good when the page was opened.
 */
export function notFoundDocument({ locale, typed }: Reader): Promise<Response> {
  return renderDocument(<NotFoundPage locale={locale} typed={typed} />, { status: 404 });
}

function redirect(status: number, path: string): Response {
  return new Response(null, {
    status,
    headers: {
      location: path,
      "cache-control": "no-store",
      "referrer-policy": "same-origin",
      "x-robots-tag": "noindex, nofollow",
    },
  });
}

/** Sends a browser on after a POST, so that going back and reloading send nothing twice. */
export const seeOther = (path: string) => redirect(303, path);

/** Sends a browser to where a link with a damaged end may have been meant to lead. */
export const found = (path: string) => redirect(302, path);

/**
 * What a request has told of its reader so far: the language, the browser's until the contact is known,
 * and what they typed, which is given back should all else fail.
 */
export type Reader = { locale: Locale; typed: string };

/**
 * Wraps a route of the client's side: too many openings from one place wait, an address with something of
 * the text around it leads to the address that was meant, a "not found" is the one page, and when
 * something fails the reader is told in one sentence, without the token reaching the log. Each of these
 * pages gives back what was typed. `answer` is the same before it is a Response, for whoever sends it
 * without Next.
 */
export function documentRoute<C>(
  handle: (request: Request, context: C, reader: Reader) => Promise<Rendered | Response>,
) {
  const answer = async (request: Request, context: C): Promise<Rendered | Response> => {
    const reader: Reader = {
      locale: localeOf(languageAsked(request.headers.get("accept-language"))),
      typed: "",
    };
    try {
      if (!(await withinPageLimit(request.headers))) {
        await keepTyped(request, reader);
        return await tooMany(reader);
      }
      const meant = isRead(request.method) ? cleanPath(new URL(request.url).pathname) : null;
      if (meant) return redirect(308, meant);
      return await handle(request, context, reader);
    } catch (error) {
      await keepTyped(request, reader);
      if (error instanceof Refusal && error.code === "not-found") return notFoundDocument(reader);
      if (error instanceof Refusal && error.code === "too-many")
        return tooMany(reader, toldIn(reader.locale, error));
      const id = randomUUID().slice(0, 8);
      log().error({ id, ...plainError(error) }, "a client's page failed");
      return trouble(request.method, reader);
    }
  };
  const route = async (request: Request, context: C) => responseOf(await answer(request, context));
  return Object.assign(route, { answer });
}

const isRead = (method: string) => method === "GET" || method === "HEAD";

function trouble(method: string, { locale, typed }: Reader): Promise<Response> {
  return renderDocument(<TroublePage locale={locale} isRead={method === "GET"} typed={typed} />, {
    status: 503,
    headers: { "retry-after": "10", ...(method === "GET" ? { refresh: "10" } : {}) },
  });
}

/** Reads what was typed in a form that was answered before anything read it. From elsewhere nothing is. */
async function keepTyped(request: Request, reader: Reader): Promise<void> {
  if (isRead(request.method) || request.bodyUsed) return;
  try {
    reader.typed = typedIn((await readForm(request)).fields);
  } catch (error) {
    if (!(error instanceof Refusal)) log().debug(plainError(error), "a form broke off");
  }
}

function tooMany(
  { locale, typed }: Reader,
  sentence = locale.t("notice.tooMany.text"),
): Promise<Response> {
  return renderDocument(<TooManyPage locale={locale} sentence={sentence} typed={typed} />, {
    status: 429,
    headers: { "retry-after": "60" },
  });
}
