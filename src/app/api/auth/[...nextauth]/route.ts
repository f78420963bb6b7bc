import NextAuth from "next-auth";
import type { NextRequest } from "next/server";
import { authOptions } from "@/auth/options";
import { env } from "@/lib/env";
import { oauthProviders } from "@/auth/providers";

type Context = { params: Promise<{ nextauth: string[] }> };

/** What signing in by a provider asks for; the provider's name follows the last two. */
const USED = { GET: ["providers", "csrf", "callback", "error"], POST: ["signin"] };

/** Where next-auth goes with what went wrong: our page, which has words for it. */
function toSignIn(request: NextRequest): Response {
  const page = new URL("/sign-in", env().APP_URL);
  page.searchParams.set("error", request.nextUrl.searchParams.get("error") ?? "");
  return new Response(null, { status: 303, headers: { location: page.href } });
}

/** next-auth's own route, where a provider is configured, and of it what the sign-in page uses. */
const handle =
  (method: "GET" | "POST") =>
  async (request: NextRequest, context: Context): Promise<Response> => {
    const [action = "", provider, ...more] = (await context.params).nextauth;
    const providers: string[] = oauthProviders();
    const isUsed =
      USED[method].includes(action) &&
      (action === "callback" || action === "signin"
        ? provider !== undefined && providers.includes(provider)
        : provider === undefined);
    if (providers.length === 0 || !isUsed || more.length > 0)
      return new Response("There is nothing here.\n", {
        status: 404,
        headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
      });
    if (action === "error") return toSignIn(request);
    return NextAuth(request, context, authOptions()) as Promise<Response>;
  };

export const GET = handle("GET");
export const POST = handle("POST");
