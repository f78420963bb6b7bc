/** The cluster, its timeline and the database; an empty value is unknown. */
export type Identity = { systemIdentifier: string; timeline: string; databaseOid: string };

/** Of a database that holds emails and does not say where it was made. */
export const UNKNOWN = "It has no record of its original server, so it may be an older copy.";

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
