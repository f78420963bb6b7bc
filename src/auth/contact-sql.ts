// Nothing is imported here: the benchmark's bare handler runs the same text.

/** Finds whose link this is; $1 is the token's hash. */
export const contactByLinkSql = `SELECT "id", "freelancerId", "clientId", "linkRevokedAt", "linkExpiresAt", "language" FROM "Contact" WHERE "linkHash" = $1`;

/**
 * The same, plus at most one row that `reading` finds; $2 is the current instant. `reading` knows
 * its reader only by the one row of `reader` ("id", "freelancerId", "clientId"), which is empty
 * when the link does not work. Its own values start at $3.
 */
export const readByLinkSql = (reading: string) => `
WITH contact AS (${contactByLinkSql}),
reader AS (SELECT "id", "freelancerId", "clientId" FROM contact WHERE "linkRevokedAt" IS NULL AND ("linkExpiresAt" IS NULL OR "linkExpiresAt" > $2::timestamptz))
SELECT contact.*, found.* FROM contact LEFT JOIN (${reading}) found ON true`;
