import type { ServerResponse } from "node:http";
import onHeaders from "on-headers";
import { env } from "@/lib/env";

const common: Record<string, string> = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "cross-origin-opener-policy": "same-origin",
  // For what is no page. Pages bring a policy of their own.
  "content-security-policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
};

/**
 * Sends every answer with the security headers, whoever writes it: a page, a redirect, a refusal, a
 * stream. A header that the answer sets itself stays as it is; what may be shown in any page's frame, by its own
 * policy, is not refused one by the older header. HSTS is sent where APP_URL is https.
 */
export function addSecurityHeaders(response: ServerResponse): void {
  onHeaders(response, () => {
    const isFramedAnywhere = /frame-ancestors \*/.test(
      String(response.getHeader("content-security-policy")),
    );
    for (const [name, value] of Object.entries(common))
      if (!response.hasHeader(name) && !(isFramedAnywhere && name === "x-frame-options"))
        response.setHeader(name, value);
    if (env().APP_URL.startsWith("https:"))
      response.setHeader("strict-transport-security", "max-age=31536000");
  });
}
