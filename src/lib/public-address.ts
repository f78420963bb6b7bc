import ipaddr from "ipaddr.js";

/**
 * Whether an IP address is one of the public internet: not this machine, not a network of its own, not one that
 * is reserved. An IPv4 address that is wrapped in IPv6 counts as the IPv4 one. False for what is no IP address.
 */
export function isPublicAddress(ip: string): boolean {
  try {
    return ipaddr.process(ip.split("%")[0]!).range() === "unicast";
  } catch {
    return false;
  }
}
