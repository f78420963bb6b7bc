import { NextResponse, type NextRequest } from "next/server";
import { env } from "@/lib/env";

/**
 * Security headers for the studio's pages. Never authorisation: that is each query's and action's own.
 * Documents of the client's side set stricter ones themselves and do not pass here.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const development = env().NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self' https://accounts.google.com https://github.com",
    "frame-ancestors 'none'",
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  return response;
}

// Next reads this as text, so the client's prefixes (lib/client-paths.ts) are written out here; a test compares them.
export const config = {
  matcher: [
    "/((?!_next/static|_next/image|fonts/|p/|s/|u/|files/|calendar/|api/files|api/webhooks|healthz|readyz|api/live|mark.svg|client\\.).*)",
  ],
};
