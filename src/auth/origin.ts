import { env } from "@/lib/env";

/**
 * Returns whether a write comes from our own pages. A missing, "null" or foreign Origin does not.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!origin || origin === "null" || !URL.canParse(origin)) return false;
  return origin === new URL(env().APP_URL).origin || new URL(origin).host === headers.get("host");
}
