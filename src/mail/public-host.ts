import { lookup } from "node:dns/promises";
import { stored } from "@/language/stored";
import { isPublicAddress } from "@/lib/public-address";

/** A host that is in no public network. */
export class PrivateHost extends Error {
  override readonly name = "PrivateHost";
  readonly code = "EDNS";
}

/**
 * Returns an address of a host in the public internet, IPv4 first, to connect to by itself. Throws PrivateHost where
 * it has none, and the error of the look-up where it has no address at all.
 */
export async function findPublicHost(host: string): Promise<string> {
  const all = await lookup(host, { all: true, order: "ipv4first" }).catch((error: Error) => {
    throw Object.assign(error, { originalCode: "code" in error && error.code, code: "EDNS" });
  });
  const found = all.find(({ address }) => isPublicAddress(address));
  if (!found) throw new PrivateHost(stored("privateHost", { host }).replace(/\.$/, ""));
  return found.address;
}
