import { cityOf, daysBetween, MONTHS, wallClock, WEEKDAYS, type Day } from "@/lib/dates";
import { firstName, fullName } from "@/lib/names";
import { tags, type Language } from "./languages";
import de from "./messages/de.json";
import en from "./messages/en.json";
import es from "./messages/es.json";
import fr from "./messages/fr.json";
import pt from "./messages/pt.json";
import { nameDay, type DayNames } from "./plain";
import { translatorOf } from "./translator";

/** The English file defines the keys: a language that lacks one does not compile. */
export const messages: Record<Language, typeof en> = { en, de, fr, es, pt };

const locales = new Map<Language, Locale>();

/**
 * Everything said in one language: the product's words, days, distances, times and zones. Made once
 * per language, on first use, because a page asks some hundred times.
 */
export function localeOf(language: Language): Locale {
  let made = locales.get(language);
  if (!made) locales.set(language, (made = make(language)));
  return made;
}

export type Locale = ReturnType<typeof make>;

function make(language: Language) {
  const tag = tags[language];
  const t = translatorOf(tag, messages[language]);
  const days = dayNames[language]();
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const dayName = cached((day, today) => nameDay(day, today, days));
  const distance = cached((day, today) => relative.format(daysBetween(today, day), "day"));
  return {
    language,
    /** The `lang` of text in this language. */
    tag,
    t,
    days,
    units: messages[language].units,
    /** A delay notice's words with placeholders, for the email and the browser's preview alike. */
    notice: messages[language].emails.moved.notice,
    /** "Tue 24 Nov", with the year if it is not this one. */
    dayName,
    /** "today", "in 3 days", "2 days ago". */
    distance,
    /** "Tue 24 Nov, in 3 days": how every promised date is written. */
    dayAndDistance: (day: Day, today: Day) => `${dayName(day, today)}, ${distance(day, today)}`,
    /** "Today", "Yesterday" or the day, as a heading. */
    dayHeading: (day: Day, today: Day) =>
      capital(
        [0, 1].includes(daysBetween(day, today)) ? distance(day, today) : dayName(day, today),
      ),
    /** "Tue 24 Nov, 11:00", in a zone. */
    timeName: (at: Date, zone: string, today: Day) => {
      const { day, time } = wallClock(zone, at);
      return `${dayName(day, today)}, ${time}`;
    },
    /** "Lisbon time". Cities keep the names they have in the zone's data. */
    zoneName: (zone: string) => (cityOf(zone) ? t("zone", { city: cityOf(zone) }) : "UTC"),
    /** How a person is greeted: by first name, in German by the full name. */
    calls: (name: string) => (language === "de" ? fullName(name) : firstName(name)),
  };
}

const MOST_KEPT = 2000;

/** Caches day names: a page says the same few again and again. */
function cached(say: (day: Day, today: Day) => string): (day: Day, today: Day) => string {
  const said = new Map<string, string>();
  return (day, today) => {
    const key = `${day} ${today}`;
    let words = said.get(key);
    if (words === undefined) {
      if (said.size >= MOST_KEPT) said.clear();
      said.set(key, (words = say(day, today)));
    }
    return words;
  };
}

/** Returns a text with its first character in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** Returns a heading's words for use within a sentence. */
export function withinSentence(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

const dayNames: Record<Language, () => DayNames> = {
  en: () => ({ weekdays: WEEKDAYS, months: MONTHS, after: [" ", " "] }),
  de: () => ({
    weekdays: weekdays("de", "short"),
    months: months("de", "beside a day"),
    after: ["., ", ". "],
  }),
  fr: () => ({ weekdays: weekdays("fr", "short"), months: months("fr"), after: [" ", " "] }),
  // Written in full: the short Tuesday means "sea".
  es: () => ({ weekdays: weekdays("es", "long"), months: months("es"), after: [" ", " "] }),
  pt: () => ({ weekdays: weekdays("pt-PT", "short"), months: months("pt-PT"), after: [", ", " "] }),
};

/** From Sunday: 1 November 2026 was one. */
function weekdays(tag: string, weekday: "short" | "long"): string[] {
  const format = new Intl.DateTimeFormat(tag, { weekday, timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 10, 1 + day)));
}

function months(tag: string, where: "alone" | "beside a day" = "alone"): string[] {
  const format = new Intl.DateTimeFormat(tag, {
    month: "short",
    timeZone: "UTC",
    ...(where === "alone" ? {} : { day: "numeric" }),
  });
  return Array.from(
    { length: 12 },
    (_, month) =>
      format.formatToParts(Date.UTC(2026, month, 1)).find((part) => part.type === "month")!.value,
  );
}
