/** Every time zone the server knows, as choices; a zone in use that is not among them comes first. */
export function zoneChoices(inUse?: string): { value: string; label: string }[] {
  const known = [...Intl.supportedValuesOf("timeZone"), "UTC"];
  const all = inUse && !known.includes(inUse) ? [inUse, ...known] : known;
  return all.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
