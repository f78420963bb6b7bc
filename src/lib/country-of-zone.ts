import Holidays from "date-holidays";

let countries: Map<string, string | null> | undefined;

/**
 * Returns the country whose clocks a zone is for, as "PT": a first guess at whose public holidays somebody keeps. Null
 * where holidays are not known, or where several countries share the zone. The zones of a country are the machine's.
 */
export function countryOfZone(zone: string): string | null {
  countries ??= byZone();
  return countries.get(ownName(zone)) ?? null;
}

function byZone(): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const country of Object.keys(new Holidays().getCountries()))
    for (const zone of new Intl.Locale(`und-${country}`).getTimeZones() ?? [])
      found.set(ownName(zone), found.has(ownName(zone)) ? null : country);
  return found;
}

/** One name for each zone: some have had several, as Asia/Calcutta and Asia/Kolkata. */
function ownName(zone: string): string {
  return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
}
