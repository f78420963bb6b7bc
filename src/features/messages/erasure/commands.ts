import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";

/** Deletes lines of the threads of a client who is erased, at most `most`. Returns how many went. */
export function eraseMessages(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId }: Whom,
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "Message" WHERE "id" IN (SELECT "id" FROM "Message"
      WHERE "freelancerId" = ${freelancerId}::uuid AND "clientId" = ${clientId}::uuid LIMIT ${most})`;
}
