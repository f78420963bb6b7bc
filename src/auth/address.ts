import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Set by src/server on every request, whatever a stranger sent under the same name. */
export const ADDRESS_HEADER = "x-uptomark-address";
/** Set by src/server to "1" when the request came through a proxy, else to "0". */
export const PROXIED_HEADER = "x-uptomark-proxied";
/** Set by src/server to the Host that was asked for; Host itself says APP_URL's. */
export const HOST_HEADER = "x-uptomark-host";
/**
 * Set by src/server to what only its own process knows, so that what it fetches from itself differs
 * from a stranger's request.
 */
export const OWN_HEADER = "x-uptomark-own";

/**
 * Returns the network address a request came from: the socket's own or, behind `trustedProxies`
 * proxies, the one the outermost of them wrote into X-Forwarded-For. What a stranger writes there
 * is never trusted.
 */
export function remoteAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  const forwarded = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
  const said = forwarded && isIP(forwarded) ? forwarded : socketAddress;
  if (!said || !isIP(said)) return "unknown";
  // An IPv4 address within IPv6 counts as itself; of IPv6 one household has a whole /64, which counts as one.
  const address = ipaddr.process(said.split("%")[0]!);
  if (address.kind() === "ipv4") return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}
