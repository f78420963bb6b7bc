/** Which cluster, which of its histories, which database; an empty one is not known. */
export type Identity = { systemIdentifier: string; timeline: string; databaseOid: string };

/** Why a database is another one than it was, in words; null when it is the same, as far as is known. */
export function isElsewhere(before: Identity, here: Identity): string | null {
  const differs = (part: keyof Identity) =>
    before[part] !== "" && here[part] !== "" && before[part] !== here[part];
  if (differs("systemIdentifier")) return "It is on a different PostgreSQL server than before.";
  if (differs("databaseOid")) return "It is in a different database than before.";
  if (differs("timeline"))
    return "Its server was recovered to an earlier time, or a standby has taken over.";
  return null;
}
