import { env } from "@/lib/env";

/**
 * Whether a write comes from our own pages: from APP_URL's origin and no other. A cookie would let
 * a missing, "null" or foreign one in.
 */
export function isOwnOrigin(headers: Headers): boolean {
  return headers.get("origin") === new URL(env().APP_URL).origin;
}

/**
 * The same for a client's page, where no cookie counts: only who knows the secret address can post to it. So a
 * missing Origin is good enough (text browsers send none); a "null" or foreign one is not.
 */
export function isOwnOrNoOrigin(headers: Headers): boolean {
  return !headers.has("origin") || isOwnOrigin(headers);
}
