import { db } from "@/db/client";

/**
 * Returns the contacts of a freelancer whose link works, was made before an instant, and with whose client nothing has
 * been going on since: no open project, none completed later, no message later, and no email that waits. At most
 * `most`.
 */
export function listIdleLinks(freelancerId: string, before: Date, most: number) {
  return db().$queryRaw<{ id: string }[]>`
    SELECT c."id" FROM "Contact" c WHERE c."freelancerId" = ${freelancerId}::uuid AND c."linkRevokedAt" IS NULL
      AND c."linkMadeAt" < ${before}
      AND NOT EXISTS (SELECT 1 FROM "Project" p WHERE p."freelancerId" = c."freelancerId"
        AND p."clientId" = c."clientId" AND (p."completedAt" IS NULL OR p."completedAt" >= ${before}))
      AND NOT EXISTS (SELECT 1 FROM "Message" m WHERE m."clientId" = c."clientId" AND m."writtenAt" >= ${before})
      AND NOT EXISTS (SELECT 1 FROM "Email" e WHERE e."contactId" = c."id" AND e."settledAt" IS NULL)
    ORDER BY c."id" LIMIT ${most}`;
}

/**
 * Of the links that are idle since an instant or later, returns since when the first of them is: nothing has been going
 * on with its client. Null where there is none.
 */
export async function nextIdleSince(freelancerId: string, after: Date): Promise<Date | null> {
  const [row] = await db().$queryRaw<{ at: Date | null }[]>`
    SELECT min(quiet.since) AS "at" FROM "Contact" c CROSS JOIN LATERAL (SELECT greatest(c."linkMadeAt",
        (SELECT max(p."completedAt") FROM "Project" p
          WHERE p."freelancerId" = c."freelancerId" AND p."clientId" = c."clientId"),
        (SELECT max(m."writtenAt") FROM "Message" m WHERE m."clientId" = c."clientId")) AS since) quiet
    WHERE c."freelancerId" = ${freelancerId}::uuid AND c."linkRevokedAt" IS NULL AND quiet.since >= ${after}
      AND NOT EXISTS (SELECT 1 FROM "Project" p WHERE p."freelancerId" = c."freelancerId"
        AND p."clientId" = c."clientId" AND p."completedAt" IS NULL)`;
  return row?.at ?? null;
}
