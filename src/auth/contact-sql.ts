// Nothing is imported here: the benchmark's bare handler runs the very same text.

/** Whose link this is; $1 the token's hash. */
export const contactByLinkSql = `SELECT "id", "freelancerId", "clientId", "linkRevokedAt", "linkExpiresAt", "language" FROM "Contact" WHERE "linkHash" = $1`;

/**
 * The same, and beside it the one row at most that `reading` finds, $2 the present instant: a statement that knows
 * whom it reads for by the one row of `reader` ("id", "freelancerId", "clientId") alone, which is empty where the
 * link is not open. Its own values begin at $3.
 */
export const readByLinkSql = (reading: string) => `
WITH contact AS (${contactByLinkSql}),
reader AS (SELECT "id", "freelancerId", "clientId" FROM contact WHERE "linkRevokedAt" IS NULL AND ("linkExpiresAt" IS NULL OR "linkExpiresAt" > $2::timestamptz))
SELECT contact.*, found.* FROM contact LEFT JOIN (${reading}) found ON true`;
