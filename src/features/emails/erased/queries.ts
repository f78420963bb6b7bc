import type { Scope } from "@/auth/scope";
import { db, type Tx } from "@/db/client";
import { hashOfAddress } from "./hashes";

/** Returns which of these addresses belong to people whose data this freelancer erased. */
export async function erasedAmong(
  { freelancerId }: Scope,
  addresses: string[],
  within: Pick<Tx, "erasedAddress"> = db(),
): Promise<Set<string>> {
  const rows = await within.erasedAddress.findMany({
    where: { freelancerId },
    select: { hash: true },
  });
  const hashes = new Set(rows.map(({ hash }) => Buffer.from(hash).toString("base64")));
  const isErased = (address: string) =>
    hashes.has(Buffer.from(hashOfAddress(freelancerId, address)).toString("base64"));
  return new Set(hashes.size > 0 ? addresses.filter(isErased) : []);
}
