// Nothing is imported here: the benchmark's bare handler runs the very same text.

/** Whose link this is; $1 the token's hash. */
export const contactByLinkSql = `SELECT "id", "freelancerId", "clientId", "linkRevokedAt", "linkExpiresAt", "language" FROM "Contact" WHERE "linkHash" = $1`;
