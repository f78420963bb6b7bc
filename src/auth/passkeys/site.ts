import { isIP } from "node:net";
import { env } from "@/lib/env";

/**
 * Returns what passkeys of this install are bound to, by APP_URL: its host name and its origin. Null where browsers
 * know no passkeys.
 */
export function passkeySite(): { id: string; origin: string } | null {
  const { APP_URL } = env();
  const id = hostOfPasskeys(APP_URL);
  return id === null ? null : { id, origin: new URL(APP_URL).origin };
}

/**
 * Returns the host that passkeys of an address are bound to. Null without https (but for localhost), and at a number
 * instead of a name.
 */
export function hostOfPasskeys(address: string): string | null {
  const { protocol, hostname } = new URL(address);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (protocol !== "https:" && !isLocal) return null;
  return isIP(hostname) || hostname.startsWith("[") ? null : hostname;
}
