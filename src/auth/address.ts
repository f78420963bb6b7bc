import { isIP } from "node:net";

export const ADDRESS_HEADER = "x-uptomark-address";

/**
 * The network address a request came from: the socket's own, or, behind `trustedProxies` proxies,
 * the one the outermost of them wrote into X-Forwarded-For. What a stranger writes there is never believed.
 */
export function remoteAddress(socketAddress: string | undefined, forwardedFor: string | undefined, trustedProxies: number): string {
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  const told = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
  return told && isIP(told) ? told : (socketAddress ?? "unknown");
}
