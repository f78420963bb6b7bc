import type { Scope } from "@/auth/scope";
import type { Tx } from "@/db/client";
import type { Whom } from "@/features/clients/erasure/queries";

/**
 * Deletes what history says of people who are erased, at most `most` entries: of them, of their projects, and of rows
 * of theirs that an entry names alone, as an email that bounced. Comes before those rows go. Returns how many went.
 */
export async function eraseHistory(
  tx: Tx,
  { freelancerId }: Scope,
  { clientId, contactIds, projectIds, addresses }: Whom,
  most: number,
): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM "HistoryEntry" WHERE "id" IN (
      SELECT h."id" FROM "HistoryEntry" h
      WHERE h."freelancerId" = ${freelancerId}::uuid AND (h."clientId" = ${clientId}::uuid
        OR h."projectId" = ANY(${projectIds}::uuid[]) OR h."contactId" = ANY(${contactIds}::uuid[])
        OR h."clientId" IS NULL AND h."subjectId" IN (
          SELECT "id" FROM "Email" WHERE "freelancerId" = ${freelancerId}::uuid AND ("clientId" = ${clientId}::uuid
            OR "contactId" = ANY(${contactIds}::uuid[]) OR "projectId" = ANY(${projectIds}::uuid[]))
          UNION ALL SELECT "id" FROM "InboundEmail" WHERE "freelancerId" = ${freelancerId}::uuid
            AND ("clientId" = ${clientId}::uuid OR lower("fromAddress") = ANY(${addresses}))
          UNION ALL SELECT "id" FROM "Suppression" WHERE "freelancerId" = ${freelancerId}::uuid
            AND "address" = ANY(${addresses})
          UNION ALL SELECT "id" FROM "LedgerEntry" WHERE "freelancerId" = ${freelancerId}::uuid
            AND "clientId" = ${clientId}::uuid
          UNION ALL SELECT "failureId" FROM "FailureNotice" WHERE "freelancerId" = ${freelancerId}::uuid
            AND "contactId" = ANY(${contactIds}::uuid[]) AND NOT EXISTS (SELECT 1 FROM "FailureNotice" other
              WHERE other."failureId" = "FailureNotice"."failureId"
                AND other."contactId" <> ALL(${contactIds}::uuid[]))))
      LIMIT ${most})`;
}
