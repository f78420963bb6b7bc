import { NextResponse, type NextRequest } from "next/server";
import { env } from "@/lib/env";

/**
 * The content policy of the studio's pages, with its nonce; src/web.ts adds the other headers.
 * Never authorisation: that is each query's and action's own. Documents of the client's side set
 * stricter ones themselves and do not pass here.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const development = env().NODE_ENV === "development";
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    // Stylesheets are files of ours; development puts its own into the page.
    `style-src 'self'${development ? " 'unsafe-inline'" : ""}`,
    // Attributes cannot go: an email is shown in a frame of its own text (srcdoc), which has this policy
    // too, and mail programs know styles as attributes alone. No nonce covers an attribute, and a hash
    // would have to be known of each. One of them styles its element and selects nothing.
    "style-src-attr 'unsafe-inline'",
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
  return response;
}

// Next reads this as text, so the client's prefixes (lib/client-paths.ts) are written out here; a test compares them.
export const config = {
  matcher: [
    "/((?!_next/static|fonts/|p/|s/|q/|u/|t/|d/|w/|logo/|look/|files/|calendar/|api/files|api/v1|api/webhooks|healthz|readyz|api/live|mark.svg|client\\.).*)",
  ],
};
