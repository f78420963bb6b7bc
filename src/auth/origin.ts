import { env } from "@/lib/env";

/** Whether a write comes from our own pages: from APP_URL's origin and no other. */
export function isOwnOrigin(headers: Headers): boolean {
  return headers.get("origin") === new URL(env().APP_URL).origin;
}
