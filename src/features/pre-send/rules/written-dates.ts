import type { Language } from "@/language/languages";

/** A date as it is written in a text. */
export type Written = {
  quote: string;
  /** Where it begins. */
  at: number;
  /** From 0 for Sunday; null where none is written. */
  weekday: number | null;
  year: number | null;
  /** What it can mean: 05/06 is two days. */
  readings: { month: number; day: number }[];
};

type Names = Map<string, number>;
type Finder = (text: string) => Written[];

const finders = new Map<Language, Finder>();

/** Returns what finds the dates of a text in a language. */
export function dateFinder(language: Language): Finder {
  const made = finders.get(language) ?? makeFinder(language);
  finders.set(language, made);
  return made;
}

const bare = (name: string) => name.toLowerCase().replace(/\.$/, "");

/** The names of months or weekdays, long and short, with their numbers. */
function namesOf(language: Language, part: "month" | "weekday"): Names {
  const names: Names = new Map();
  for (const width of ["long", "short"] as const) {
    const format = new Intl.DateTimeFormat(language, { [part]: width, timeZone: "UTC" });
    // 1 January 2023 is a Sunday.
    const dates =
      part === "month"
        ? Array.from({ length: 12 }, (_, index) => Date.UTC(2023, index, 1))
        : Array.from({ length: 7 }, (_, index) => Date.UTC(2023, 0, 1 + index));
    dates.forEach((date, index) => names.set(bare(format.format(date)), index));
  }
  if (part === "month" && language === "en") names.set("sept", 8);
  for (const [name, index] of Array.from(names))
    if (name.endsWith("-feira")) names.set(name.replace("-feira", ""), index);
  return names;
}

const alternatives = (names: Names, isCapital: boolean) =>
  [...names.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map((name) => {
      const capital = name[0]!.toUpperCase() + name.slice(1);
      return isCapital ? capital : `[${name[0]}${capital[0]}]${name.slice(1)}`;
    })
    .join("|");

/** Returns the names of the days, and of the days and weeks around today, as part of a pattern. */
export function daysAround(language: Language): string {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const around = (["day", "week", "month"] as const).flatMap((unit) =>
    [0, 1].map((ahead) => relative.format(ahead, unit)),
  );
  const weekdays = [...namesOf(language, "weekday").keys()].filter((name) => name.length > 4);
  return [...weekdays, ...around].join("|").replaceAll("’", "[’']");
}

function makeFinder(language: Language): Finder {
  const months = namesOf(language, "month");
  const weekdays = namesOf(language, "weekday");
  const isCapital = language === "en" || language === "de";
  // "Monday. 7 December" is two sentences; "Mon. 7 December" is not.
  const short = [...weekdays.keys()].filter((name) => name.length <= 4);
  const shortDays = new Map(short.map((name) => [name, weekdays.get(name)!]));
  const weekday =
    `(?:(?<weekday>(?:${alternatives(shortDays, isCapital)})\\.?|${alternatives(weekdays, isCapital)}),?\\s+` +
    `(?:the\\s+|den\\s+|dem\\s+|der\\s+|le\\s+|el\\s+|dia\\s+|día\\s+)?)?`;
  const month = `(?<month>${alternatives(months, isCapital)})\\.?`;
  const start = "(?<![\\p{L}\\p{N}./-])";
  const patterns = [
    `${weekday}(?<day>\\d{1,2})(?:st|nd|rd|th|er|º|ª|\\.|°)?\\s+(?:of\\s+|de\\s+)?${month}(?!\\p{L})` +
      `(?:,?\\s+(?:de\\s+|del\\s+)?(?<year>\\d{4})(?!\\d))?`,
    ...(language === "en"
      ? [
          `${weekday}${month}\\s+(?:the\\s+)?(?<day>\\d{1,2})(?:st|nd|rd|th)?(?![\\p{L}\\d:])` +
            `(?:,?\\s+(?<year>\\d{4})(?!\\d))?`,
        ]
      : []),
    `${weekday}(?<year>\\d{4})-(?<month>\\d\\d)-(?<day>\\d\\d)(?!\\d)`,
    `${weekday}(?<day>\\d{1,2})(?<mark>[./])(?<month>\\d{1,2})\\k<mark>(?<year>\\d{4})(?!\\d)`,
  ].map((pattern) => new RegExp(start + pattern, "gu"));
  return (text) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].flatMap(written));

  function written(match: RegExpExecArray): Written[] {
    const { groups = {}, index, 0: quote } = match;
    // "Version 2.11.2024" is no date.
    if (/\b(?:version|v|release)\s*$/i.test(match.input.slice(0, index))) return [];
    const day = Number(groups.day);
    const named = months.get(bare(groups.month ?? ""));
    const month = named === undefined ? Number(groups.month) : named + 1;
    return [
      {
        quote: quote.replace(/\.$/, ""),
        at: index,
        weekday: groups.weekday ? (weekdays.get(bare(groups.weekday)) ?? null) : null,
        year: groups.year ? Number(groups.year) : null,
        readings:
          groups.mark === "/"
            ? [
                { month, day },
                { month: day, day: month },
              ]
            : [{ month, day }],
      },
    ];
  }
}
