import { keyedHash } from "@/lib/tokens";

/** Returns the hash that an address is known by after its erasure: another one for each freelancer. */
export function hashOfAddress(freelancerId: string, address: string): Uint8Array<ArrayBuffer> {
  return keyedHash("erased-address", `${freelancerId} ${address.trim().toLowerCase()}`);
}

/** The same of a secret reply address, by the hash of its token, which is one freelancer's alone. */
export function hashOfReplyAddress(tokenHash: Uint8Array): Uint8Array<ArrayBuffer> {
  return keyedHash("erased-address", `reply ${Buffer.from(tokenHash).toString("base64url")}`);
}
