import { createTranslator } from "use-intl/core";
import { cityOf, clockOf, dayIn, daysBetween, MONTHS, WEEKDAYS, type Day } from "@/lib/dates";
import { tags, type Language } from "./languages";
import de from "./messages/de.json";
import en from "./messages/en.json";
import es from "./messages/es.json";
import fr from "./messages/fr.json";
import pt from "./messages/pt.json";
import { nameDay, type DayNames } from "./plain";

/** The English ones say which there are: a language that lacks one does not compile. */
export const messages: Record<Language, typeof en> = { en, de, fr, es, pt };

const kept = new Map<Language, Tongue>();

/**
 * All that is said to a reader in a language: the product's own words, days, distances, times and zones.
 * One for each language, made when it is first needed and kept: a page asks it some hundred times.
 */
export function tongue(language: Language): Tongue {
  let made = kept.get(language);
  if (!made) kept.set(language, (made = make(language)));
  return made;
}

export type Tongue = ReturnType<typeof make>;

function make(language: Language) {
  const tag = tags[language];
  const t = createTranslator({
    locale: tag,
    messages: messages[language],
    // A word that is missing is a bug, never a page with a hole in it.
    onError: (error) => {
      throw error;
    },
  });
  const days = dayNames[language]();
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: "auto" });
  const dayName = (day: Day, today: Day) => nameDay(day, today, days);
  const distance = (day: Day, today: Day) => relative.format(daysBetween(today, day), "day");
  return {
    language,
    /** For the `lang` of what is written in it. */
    tag,
    t,
    days,
    units: messages[language].units,
    /** A delay notice's words with their places, for the letter and for a browser's preview alike. */
    notice: messages[language].letters.moved.notice,
    /** "Tue 24 Nov", with the year when it is not this one. */
    dayName,
    /** "today", "in 3 days", "2 days ago". */
    distance,
    /** "Tue 24 Nov · in 3 days": how every promised day is written. */
    dayAndDistance: (day: Day, today: Day) => `${dayName(day, today)} · ${distance(day, today)}`,
    /** "Today", "Yesterday" or the day, as a heading. */
    dayHeading: (day: Day, today: Day) => capital([0, 1].includes(daysBetween(day, today)) ? distance(day, today) : dayName(day, today)),
    /** "Tue 24 Nov, 11:00", in a zone. */
    timeName: (at: Date, zone: string, today: Day) => `${dayName(dayIn(zone, at), today)}, ${clockOf(zone, at)}`,
    /** "Lisbon time". Cities keep the names they have in the zone's data. */
    zoneName: (zone: string) => (cityOf(zone) ? t("zone", { city: cityOf(zone) }) : "UTC"),
    /** What a person is called where they are greeted: by the first name, in German by the whole. */
    calls: (name: string) => (language === "de" ? name.trim() : name.trim().split(/\s+/)[0]!),
  };
}

/** A word or a line with its first letter large. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

/** A heading's words within a sentence. */
export function withinSentence(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

const dayNames: Record<Language, () => DayNames> = {
  en: () => ({ weekdays: WEEKDAYS, months: MONTHS, thisYear: "{weekday} {date} {month}", otherYear: "{weekday} {date} {month} {year}" }),
  de: () => ({ weekdays: weekdays("de", "short"), months: months("de", "beside a day"), thisYear: "{weekday}., {date}. {month}", otherYear: "{weekday}., {date}. {month} {year}" }),
  fr: () => ({ weekdays: weekdays("fr", "short"), months: months("fr"), thisYear: "{weekday} {date} {month}", otherYear: "{weekday} {date} {month} {year}" }),
  // Whole: the short Tuesday is the sea.
  es: () => ({ weekdays: weekdays("es", "long"), months: months("es"), thisYear: "{weekday} {date} {month}", otherYear: "{weekday} {date} {month} {year}" }),
  pt: () => ({ weekdays: weekdays("pt-PT", "short"), months: months("pt-PT"), thisYear: "{weekday}, {date} {month}", otherYear: "{weekday}, {date} {month} {year}" }),
};

/** From Sunday on: 1 November 2026 was one. */
function weekdays(tag: string, weekday: "short" | "long"): string[] {
  const format = new Intl.DateTimeFormat(tag, { weekday, timeZone: "UTC" });
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2026, 10, 1 + day)));
}

function months(tag: string, where: "alone" | "beside a day" = "alone"): string[] {
  const format = new Intl.DateTimeFormat(tag, { month: "short", timeZone: "UTC", ...(where === "alone" ? {} : { day: "numeric" }) });
  return Array.from({ length: 12 }, (_, month) => format.formatToParts(Date.UTC(2026, month, 1)).find((part) => part.type === "month")!.value);
}
