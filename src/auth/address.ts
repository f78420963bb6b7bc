import { isIP } from "node:net";

/** Set by src/web.ts on every request, overwriting whatever the sender claimed. */
export const ADDRESS_HEADER = "x-uptomark-address";
/** Set by src/web.ts to "1" when the request came through a proxy, else to "0". */
export const PROXIED_HEADER = "x-uptomark-proxied";
/**
 * Set by src/web.ts to a value only its own process knows, so that its requests to itself can be
 * recognised.
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
  const told = trustedProxies > 0 ? hops.at(-trustedProxies) : undefined;
  const address = told && isIP(told) ? told : (socketAddress ?? "unknown");
  // One household has a whole /64 of IPv6, so it counts as one.
  return isIP(address) === 6 && !address.startsWith("::ffff:") ? firstFourGroups(address) : address;
}

function firstFourGroups(address: string): string {
  const [head = "", tail] = address.split("%")[0]!.toLowerCase().split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const whole =
    tail === undefined
      ? groups
      : [
          ...groups,
          ...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill("0"),
          ...after,
        ];
  return `${whole
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}
