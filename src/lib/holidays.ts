import Holidays from "date-holidays";
import { addDays, type Day, type DaysOff } from "./dates";

const years = new Map<string, Set<Day>>();

/** Returns whether holidays are known for this country or region: "PT", "DE-BY". */
export function isHolidayRegion(region: string): boolean {
  const [country = "", state] = region.split("-");
  const holidays = new Holidays();
  return (
    Boolean(holidays.getCountries()[country]) &&
    (!state || Boolean(holidays.getStates(country)?.[state]))
  );
}

/**
 * Returns where holidays are known: countries by their names in a language, each followed by its
 * regions with different holidays, as they are called there.
 */
export function listHolidayRegions(language = "en"): { region: string; name: string }[] {
  const countries = new Intl.DisplayNames(language, { type: "region" });
  const holidays = new Holidays();
  return Object.keys(holidays.getCountries())
    .map((country) => [country, countries.of(country) ?? country] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, language))
    .flatMap(([country, name]) => [
      { region: country, name },
      ...Object.entries(holidays.getStates(country) ?? {}).map(([state, called]) => ({
        region: `${country}-${state}`,
        name: `${name}, ${called}`,
      })),
    ]);
}

/**
 * Returns which days are off: the region's public holidays, if there is a region, and the studio's
 * own days off.
 */
export function daysOff(region: string | null, own: Day[]): DaysOff {
  const mine = new Set(own);
  return (day) =>
    mine.has(day) || (region !== null && publicHolidays(region, day.slice(0, 4)).has(day));
}

function publicHolidays(region: string, year: string): Set<Day> {
  const key = `${region} ${year}`;
  let days = years.get(key);
  if (!days) {
    const [country = "", state] = region.split("-");
    const calendar = state ? new Holidays(country, state) : new Holidays(country);
    days = new Set();
    for (const holiday of calendar.getHolidays(Number(year)) || []) {
      if (holiday.type !== "public") continue;
      // `date` starts with the calendar day of the holiday; some last several days.
      const lasts = Math.max(
        1,
        Math.round((holiday.end.getTime() - holiday.start.getTime()) / 86_400_000),
      );
      for (let i = 0; i < lasts; i += 1) days.add(addDays(holiday.date.slice(0, 10), i));
    }
    years.set(key, days);
  }
  return days;
}
