import { env } from "@/lib/env";

/** Whether a write comes from our own pages. A missing, "null" or foreign Origin does not: a cookie would let it in. */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (!origin || origin === "null" || !URL.canParse(origin)) return false;
  return origin === new URL(env().APP_URL).origin || new URL(origin).host === headers.get("host");
}

/**
 * The same for a client's page, where no cookie counts: only who knows the secret address can post to it. So a
 * missing Origin is good enough (text browsers send none); a "null" or foreign one is not.
 */
export function isOwnOrNoOrigin(headers: Headers): boolean {
  return !headers.has("origin") || isOwnOrigin(headers);
}
