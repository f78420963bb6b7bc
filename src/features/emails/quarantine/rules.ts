import { stored } from "@/language/stored";

/** The cluster, its timeline and the database; an empty value is unknown. */
export type Identity = { systemIdentifier: string; timeline: string; databaseOid: string };

/** Of a database that holds emails and does not say where it was made. */
export const UNKNOWN = stored("noOriginalServer");

/** Why a database is another one than it was, in words; null when it is the same, as far as is known. */
export function isElsewhere(before: Identity, here: Identity): string | null {
  const differs = (part: keyof Identity) =>
    before[part] !== "" && here[part] !== "" && before[part] !== here[part];
  if (differs("systemIdentifier")) return stored("otherServer");
  if (differs("databaseOid")) return stored("otherDatabase");
  if (differs("timeline")) return stored("otherTimeline");
  return null;
}
