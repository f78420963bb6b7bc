import type { Tx } from "@/db/client";

/**
 * Deletes what happened before an instant from a freelancer's history, at most `most` entries. Returns how many. That a
 * client came back stays: it is counted.
 */
export function forgetHistory(
  tx: Tx,
  freelancerId: string,
  before: Date,
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "HistoryEntry" WHERE "id" IN (SELECT "id" FROM "HistoryEntry"
      WHERE "freelancerId" = ${freelancerId}::uuid AND "at" < ${before}
        AND "kind" <> 'client.cameBack' LIMIT ${most})`;
}
