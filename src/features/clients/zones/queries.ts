import { db } from "@/db/client";
import type { ZoneReading } from "./rules";

/** Returns what the database says each zone in use will show, week by week for a year. */
export function readZones(now: Date): Promise<ZoneReading[]> {
  return db().$queryRaw<ZoneReading[]>`
    SELECT used."zone", week.at, to_char(week.at AT TIME ZONE used."zone", 'YYYY-MM-DD HH24:MI') AS "wall"
    FROM (SELECT "zone" FROM "Studio" UNION SELECT "zone" FROM "Contact") used
      JOIN pg_timezone_names known ON known.name = used."zone"
      CROSS JOIN generate_series(${now}::timestamptz, ${now}::timestamptz + interval '1 year', interval '1 week') week(at)`;
}
