import ipaddr from "ipaddr.js";

/** Public by its number, and yet a machine's own: Azure answers there with what a machine may know. */
const OWN_MACHINE = ["168.63.129.16"];

/**
 * Whether an address is one that only a machine or its own network reaches: private, loopback, link-local (metadata
 * services), shared by a provider (100.64.0.0/10), unique-local, multicast, reserved, or an IPv4 address within IPv6 that is one of these.
 * What can't be read counts as one.
 */
export function isPrivateAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const read = ipaddr.process(address);
  return read.range() !== "unicast" || OWN_MACHINE.includes(read.toString());
}
