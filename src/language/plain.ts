// Nothing is imported here: a browser's preview fills the same words in the same way, without the translator.

/** Words with places in them, such as "{day} and {time}", with the places filled in. What is filled in is taken as it is. */
export function fill(words: string, values: Record<string, string>): string {
  return words.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** How days are named in a language: weekdays from Sunday on, months from January on, and the order they stand in. */
export type DayNames = { weekdays: string[]; months: string[]; thisYear: string; otherYear: string };

/** A day (YYYY-MM-DD) with its weekday, and with the year when it is not this one. */
export function nameDay(day: string, today: string, names: DayNames): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const weekday = names.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  if (weekday === undefined) return day;
  return fill(year === today.slice(0, 4) ? names.thisYear : names.otherYear, { weekday, date: String(Number(date)), month: names.months[Number(month) - 1] ?? "", year });
}
