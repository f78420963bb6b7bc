import ipaddr from "ipaddr.js";

/** Public by its number, and yet a machine's own: Azure answers there with what a machine may know. */
const OWN_MACHINE = ["168.63.129.16"];

/**
 * Whether an IP address is one of the public internet: not this machine, not a network of its own, a provider's shared
 * one (100.64.0.0/10), link-local (metadata services), multicast or reserved. An IPv4 address that is wrapped in IPv6
 * counts as the IPv4 one. False for what is no IP address.
 */
export function isPublicAddress(ip: string): boolean {
  try {
    const read = ipaddr.process(ip.split("%")[0]!);
    return read.range() === "unicast" && !OWN_MACHINE.includes(read.toString());
  } catch {
    return false;
  }
}
