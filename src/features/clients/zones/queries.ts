import { db } from "@/db/client";
import type { ZoneReading } from "./rules";

/**
 * Returns what the database says each zone in use will show, week by week for a year. Walks from one zone to the next
 * along an index, however many people are in each.
 */
export function readZones(now: Date): Promise<ZoneReading[]> {
  return db().$queryRaw<ZoneReading[]>`
    WITH RECURSIVE studios AS (
      SELECT min("zone") AS "zone" FROM "Studio"
      UNION ALL SELECT (SELECT min(s."zone") FROM "Studio" s WHERE s."zone" > u."zone") FROM studios u
        WHERE u."zone" IS NOT NULL
    ), contacts AS (
      SELECT min("zone") AS "zone" FROM "Contact"
      UNION ALL SELECT (SELECT min(c."zone") FROM "Contact" c WHERE c."zone" > u."zone") FROM contacts u
        WHERE u."zone" IS NOT NULL
    )
    SELECT used."zone", week.at, to_char(week.at AT TIME ZONE used."zone", 'YYYY-MM-DD HH24:MI') AS "wall"
    FROM (SELECT "zone" FROM studios UNION SELECT "zone" FROM contacts) used
      JOIN pg_timezone_names known ON known.name = used."zone"
      CROSS JOIN generate_series(${now}::timestamptz, ${now}::timestamptz + interval '1 year', interval '1 week') week(at)`;
}
