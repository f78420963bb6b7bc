// Nothing is imported here: a browser's preview fills the same words in the same way, without the translator.

/** Words with places in them, such as "{day} and {time}", with the places filled in. What is filled in is taken as it is. */
export function fill(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The paragraphs of a text: an empty line begins another. */
export function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

/** How days are named in a language: weekdays from Sunday on, months from January on, and what stands after weekday and number. */
export type DayNames = {
  weekdays: string[];
  months: string[];
  after: [weekday: string, date: string];
};

/** A day (YYYY-MM-DD) with its weekday, and with the year when it is not this one. */
export function nameDay(day: string, today: string, names: DayNames): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const weekday = names.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  if (weekday === undefined) return day;
  const name = `${weekday}${names.after[0]}${Number(date)}${names.after[1]}${names.months[Number(month) - 1]}`;
  return year === today.slice(0, 4) ? name : `${name} ${year}`;
}
