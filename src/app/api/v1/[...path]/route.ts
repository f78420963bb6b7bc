import { z } from "zod";
import { findApiToken } from "@/auth/api-token";
import { count, withinPageLimit } from "@/auth/limits";
import type { Scope } from "@/auth/scope";
import { databaseNow } from "@/db/clock";
import { noteTokenUsed } from "@/features/api-tokens/commands";
import { resourceOf } from "@/features/read-api/resources";
import { openApi } from "@/features/read-api/openapi";
import { asked, pageOf } from "@/features/read-api/schema";
import { env } from "@/lib/env";
import { log, plainError } from "@/lib/log";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ path: string[] }> };

const answerWith = (body: object, status = 200, more: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": status === 200 ? "application/json" : "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-robots-tag": "noindex, nofollow",
      ...more,
    },
  });

const TITLES = {
  400: "Bad request",
  401: "Unauthorized",
  404: "Not found",
  405: "Method not allowed",
  429: "Too many requests",
  503: "Service unavailable",
} as const;

const refuseWith = (
  status: keyof typeof TITLES,
  detail: string,
  more: Record<string, string> = {},
) => answerWith({ type: "about:blank", title: TITLES[status], status, detail }, status, more);

const NOTHING = "There is nothing at this address.";

/**
 * What another program of a freelancer's reads, by their token. Nothing is changed by it but when the token was last
 * used, and how often it asked. No cookie counts.
 */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  try {
    const { path } = await params;
    if (path.join("/") === "openapi.json") return await describe(request);
    const now = databaseNow();
    const found = await findApiToken(request.headers.get("authorization"));
    if (!found) return await refuseStranger(request);
    const { isWithin, msBeforeNext } = await count("api-token", found.tokenId);
    if (!isWithin)
      return tooMany(Math.max(1, Math.ceil(msBeforeNext / 1000)), "120 requests a minute");
    await noteTokenUsed(found.scope, found, now);
    return await read(found.scope, path, new URL(request.url).searchParams);
  } catch (error) {
    log().error(plainError(error), "a program could not be answered");
    return refuseWith(503, "Uptomark can't answer just now. Please ask again in a minute.", {
      "retry-after": "60",
    });
  }
}

/** Every other method. */
export function POST(): Response {
  return refuseWith(405, "Only GET and HEAD: nothing can be changed here.", { allow: "GET, HEAD" });
}
export const PUT = POST;
export const PATCH = POST;
export const DELETE = POST;
export const OPTIONS = POST;

const tooMany = (seconds: number, most: string) =>
  refuseWith(429, `More than ${most}. Please ask again in ${seconds} seconds.`, {
    "retry-after": String(seconds),
  });

/** Whoever tries tokens is slowed down by their network address. */
async function refuseStranger(request: Request): Promise<Response> {
  if (!(await withinPageLimit(request.headers))) return tooMany(60, "300 requests a minute");
  return refuseWith(
    401,
    "Send a token of your own that is not revoked, as Authorization: Bearer upm_…; tokens are made in the " +
      "settings, under Other programs.",
    { "www-authenticate": 'Bearer realm="Uptomark"' },
  );
}

async function describe(request: Request): Promise<Response> {
  if (!(await withinPageLimit(request.headers))) return tooMany(60, "300 requests a minute");
  return answerWith(openApi(new URL(env().APP_URL).origin));
}

async function read(scope: Scope, path: string[], query: URLSearchParams): Promise<Response> {
  const [name, id, ...more] = path;
  const resource = resourceOf(name);
  if (!resource || more.length > 0) return refuseWith(404, NOTHING);
  if (id !== undefined) {
    const [one] = z.uuid().safeParse(id).success ? await resource.read(scope, { id }) : [];
    return one ? answerWith(resource.one.parse(one)) : refuseWith(404, NOTHING);
  }
  const given = asked.safeParse(Object.fromEntries(query));
  if (!given.success) return refuseWith(400, faultIn(given.error));
  const { limit } = given.data;
  const rows = await resource.read(scope, given.data);
  const data = rows.slice(0, limit);
  const next = rows.length > limit ? data.at(-1)!.id : null;
  return answerWith(pageOf(resource.one).parse({ data, next }));
}

/** One sentence about what can't be used. */
function faultIn({ issues: [first] }: z.ZodError): string {
  return first?.code === "unrecognized_keys"
    ? `${first.keys.join(", ")}: only after and limit can be asked for.`
    : (first?.message ?? "");
}
