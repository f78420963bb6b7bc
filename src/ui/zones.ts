/** Every time zone there is, as choices; a zone in use that is not among them comes first. */
export function zoneChoices(inUse?: string): { value: string; label: string }[] {
  const all = [...Intl.supportedValuesOf("timeZone"), "UTC"];
  return (inUse && !all.includes(inUse) ? [inUse, ...all] : all).map((zone) => ({
    value: zone,
    label: zone.replaceAll("_", " "),
  }));
}
