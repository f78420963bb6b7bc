import { log } from "@/lib/log";
import { readZones } from "./queries";
import { differingZones } from "./rules";

/** Logs the zones of people whose time this machine and the database tell differently, and what to update. */
export async function warnOfZones(now: Date): Promise<void> {
  const zones = differingZones(await readZones(now));
  if (zones.length === 0) return;
  log().warn(
    {
      zones: zones.map(({ zone, from }) => `${zone} from ${from.toISOString().slice(0, 10)}`),
      node: process.versions.tz,
    },
    "this machine's time zone data differs from the database's, so times there may be an hour off: " +
      "update Node.js and PostgreSQL to their latest releases",
  );
}
