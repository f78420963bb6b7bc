import { isZone, wallClock } from "@/lib/dates";

/** What time the database says it is in a zone at an instant: "2026-12-01 09:30". */
export type ZoneReading = { zone: string; at: Date; wall: string };

/**
 * Returns the zones whose clock this machine tells differently from the database, each with the first
 * instant of those asked about: the data of one of them is out of date. A zone this machine does not know is
 * not among them; Today tells of it.
 */
export function differingZones(readings: ZoneReading[]): { zone: string; from: Date }[] {
  const first = new Map<string, Date>();
  for (const { zone, at, wall } of readings) {
    if (!isZone(zone)) continue;
    const { day, time } = wallClock(zone, at);
    const before = first.get(zone);
    if (`${day} ${time}` !== wall && (!before || at < before)) first.set(zone, at);
  }
  return [...first].map(([zone, from]) => ({ zone, from }));
}
