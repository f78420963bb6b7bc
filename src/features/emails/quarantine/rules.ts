/** The cluster, its timeline and the database; an empty value is unknown. */
export type Identity = { systemIdentifier: string; timeline: string; databaseOid: string };

/**
 * Returns why this is a different database than before, in words, or null when it is the same as
 * far as is known.
 */
export function isElsewhere(before: Identity, here: Identity): string | null {
  const differs = (part: keyof Identity) =>
    before[part] !== "" && here[part] !== "" && before[part] !== here[part];
  if (differs("systemIdentifier")) return "It is on a different PostgreSQL server than before.";
  if (differs("databaseOid")) return "It is in a different database than before.";
  if (differs("timeline"))
    return "Its server was recovered to an earlier time, or a standby has taken over.";
  return null;
}
