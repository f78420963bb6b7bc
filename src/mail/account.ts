import { z } from "zod";
import { provider, PROVIDER_PATIENCE_MS } from "./provider";

/** What the provider says about a key and a from-address. */
export type KeyCheck =
  | {
      kind: "good";
      /** A sending-only key cannot be asked about domains. */ isDomainKnown: boolean;
    }
  | { kind: "wrong key" }
  /** The domains the key can send from. */
  | { kind: "wrong domain"; verified: string[] }
  /** The provider could not be asked. */
  | { kind: "unknown" };

/** The provider answers an unknown key with 400, and a revoked one with 401 or 403. */
const KEY_REFUSED = new Set([400, 401, 403]);
const SENDS_FROM = new Set(["verified", "partially_verified"]);
const domainList = z.object({
  data: z.array(z.object({ name: z.string(), status: z.string() })),
  has_more: z.boolean().optional(),
});

/**
 * Returns whether a key is good and may send from an address, asking the provider once. Never
 * throws. Ends within 10 seconds.
 */
export async function checkKey(apiKey: string, fromAddress: string): Promise<KeyCheck> {
  try {
    const { data, error } = await provider(apiKey).get("/domains?limit=100", {
      signal: AbortSignal.timeout(PROVIDER_PATIENCE_MS),
    });
    if (error?.name === "restricted_api_key") return { kind: "good", isDomainKnown: false };
    if (error)
      return KEY_REFUSED.has(error.statusCode ?? 0) ? { kind: "wrong key" } : { kind: "unknown" };
    const list = domainList.safeParse(data);
    if (!list.success) return { kind: "unknown" };
    const verified = list.data.data
      .filter(({ status }) => SENDS_FROM.has(status))
      .map(({ name }) => name.toLowerCase());
    const isKnown = verified.includes(
      fromAddress.slice(fromAddress.lastIndexOf("@") + 1).toLowerCase(),
    );
    // If there are more domains than fit in one answer, a domain that is not listed may still
    // exist.
    return isKnown || list.data.has_more
      ? { kind: "good", isDomainKnown: isKnown }
      : { kind: "wrong domain", verified };
  } catch {
    return { kind: "unknown" };
  }
}
