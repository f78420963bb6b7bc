// Nothing is imported here: the browser's preview fills in the same words without the translator.

/**
 * Returns words such as "{day} and {time}" with the placeholders filled in. Values are used as they
 * are.
 */
export function fill(words: string, values: Record<string, string | number>): string {
  return words.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/**
 * Returns a counted word as the language needs it: of { one: "{count} file", other: "{count} files" },
 * for instance. Message files have these two forms for the browser's components.
 */
export function countOf(
  forms: { one: string; other: string },
  count: number,
  tag: string,
  values: Record<string, string | number> = {},
): string {
  const isOne = new Intl.PluralRules(tag).select(count) === "one";
  return fill(isOne ? forms.one : forms.other, {
    ...values,
    count: new Intl.NumberFormat(tag).format(count),
  });
}

/** Returns the paragraphs of a text: a blank line starts a new one. */
export function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, "\n")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter(Boolean);
}

/**
 * How days are named in a language: weekdays from Sunday, months from January, and what follows
 * weekday and number.
 */
export type DayNames = {
  weekdays: string[];
  months: string[];
  after: [weekday: string, date: string];
};

/** Returns a day (YYYY-MM-DD) with its weekday, and the year if it is not this one. */
export function nameDay(day: string, today: string, names: DayNames): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const weekday = names.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  if (weekday === undefined) return day;
  const name = `${weekday}${names.after[0]}${Number(date)}${names.after[1]}${names.months[Number(month) - 1]}`;
  return year === today.slice(0, 4) ? name : `${name} ${year}`;
}
