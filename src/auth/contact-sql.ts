// Nothing is imported here: the benchmark's bare handler runs the same text.

/**
 * Whether a contact's link has run out at the instant $2: its last day is over where its person is
 * now, whatever zone they had when the day was chosen.
 */
export const linkIsOverSql = `("linkLastOn" IS NOT NULL AND "linkLastOn" < day_in("zone", $2::timestamptz))`;

/** Finds whose link this is; $1 is the token's hash, $2 the current instant. */
export const contactByLinkSql = `SELECT "id", "freelancerId", "clientId", "linkRevokedAt",
  ${linkIsOverSql} AS "linkIsOver", "language" FROM "Contact" WHERE "linkHash" = $1`;

/**
 * The same, plus at most one row that `reading` finds. `reading` knows its reader only by the one row
 * of `reader` ("id", "freelancerId", "clientId"), which is empty when the link does not work. Its own
 * values start at $3.
 */
export const readByLinkSql = (reading: string) => `
WITH contact AS (${contactByLinkSql}),
reader AS (SELECT "id", "freelancerId", "clientId" FROM contact WHERE "linkRevokedAt" IS NULL AND NOT "linkIsOver")
SELECT contact.*, found.* FROM contact LEFT JOIN (${reading}) found ON true`;
