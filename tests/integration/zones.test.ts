import { Client } from "pg";
import { expect, test, vi } from "vitest";
import { warnOfZones } from "@/features/clients/zones/commands";
import { readZones } from "@/features/clients/zones/queries";
import { differingZones } from "@/features/clients/zones/rules";
import { db } from "@/db/client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { client, freelancer, MONDAY } from "@tests/support/factories";

/** Zones of which the two sides often have data of different ages, and one that nobody has changed for long. */
const ZONES = ["Africa/Casablanca", "America/Edmonton", "America/Winnipeg", "Europe/Lisbon"];
const hour = 3_600_000;

test("a zone that is told differently is named, with since when", () => {
  const at = (days: number) => new Date(MONDAY.getTime() + days * 24 * hour);
  const readings = [
    { zone: "Europe/Lisbon", at: at(0), wall: "2026-11-23 09:00" },
    { zone: "America/Winnipeg", at: at(14), wall: "2026-12-07 04:00" },
    { zone: "America/Winnipeg", at: at(7), wall: "2026-11-30 04:00" },
    { zone: "America/Winnipeg", at: at(0), wall: "2026-11-23 03:00" },
    { zone: "Mars/Base", at: at(0), wall: "2026-11-23 12:00" },
  ];
  // The control is Lisbon, of which both say the same; a zone that is not known here is Today's to tell.
  expect(differingZones(readings)).toEqual([{ zone: "America/Winnipeg", from: at(7) }]);
});

test("the worker warns of exactly the zones in use that differ", async () => {
  const scope = await freelancer({ zone: "Europe/Lisbon" });
  for (const zone of ZONES) await client(scope, { zone, address: `${zone.length}@example.com` });
  await db().contact.updateMany({ where: { zone: "Europe/Lisbon" }, data: { zone: "Mars/Base" } });
  const plain = new Client({ connectionString: env().DATABASE_URL });
  await plain.connect();
  const differs = async (zone: string) => {
    for (let at = MONDAY.getTime(); at <= MONDAY.getTime() + 365 * 24 * hour; at += 168 * hour) {
      const { rows } = await plain.query<{ wall: string }>(
        `SELECT to_char($1::timestamptz AT TIME ZONE $2, 'FMHH24') AS wall`,
        [new Date(at).toISOString(), zone],
      );
      const shown = new Date(at).toLocaleString("en-GB", { timeZone: zone, hour: "numeric" });
      if (Number(shown) !== Number(rows[0]!.wall)) return true;
    }
    return false;
  };
  const expected: string[] = [];
  for (const zone of ZONES) if (await differs(zone)) expected.push(zone);
  await plain.end();
  const warn = vi.spyOn(log(), "warn");
  await warnOfZones(MONDAY);
  const said = warn.mock.calls.flatMap(([facts]) => (facts as { zones?: string[] }).zones ?? []);
  expect(said.map((zone) => zone.split(" ")[0]).toSorted()).toEqual(expected);
  // The control: what this machine does not know is asked of nobody.
  const asked = new Set((await readZones(MONDAY)).map(({ zone }) => zone));
  expect([asked.has("Africa/Casablanca"), asked.has("Mars/Base")]).toEqual([true, false]);
});
