import { languageOf, type Language } from "./languages";
import { localeOf } from "./locale";
import de from "./studio/de.json";
import en from "./studio/en.json";
import es from "./studio/es.json";
import fr from "./studio/fr.json";
import pt from "./studio/pt.json";
import { translatorOf } from "./translator";

/** The studio's words, by room. The English file defines the keys: a language that lacks one does not compile. */
export const studioMessages: Record<Language, typeof en> = { en, de, fr, es, pt };

const locales = new Map<Language, StudioLocale>();

/** What the browser's components take as props: the part of the words that they say. */
export type StudioWords = (typeof studioMessages)["en"];

/** What the studio says in one language: its words (`t`), and days, distances, times and zones as on the client's side. */
export type StudioLocale = ReturnType<typeof make>;

/** Returns the studio's locale of a stored language, made once. */
export function studioLocaleOf(stored: string): StudioLocale {
  const language = languageOf(stored);
  let made = locales.get(language);
  if (!made) locales.set(language, (made = make(language)));
  return made;
}

function make(language: Language) {
  const locale = localeOf(language);
  const words: StudioWords = studioMessages[language];
  const { tag } = locale;
  const lists = new Intl.ListFormat(tag);
  const hours = new Intl.NumberFormat(tag, { style: "unit", unit: "hour", unitDisplay: "long" });
  return {
    ...locale,
    t: translatorOf(tag, words),
    /** "a, b and c". */
    list: (parts: string[]): string => lists.format(parts),
    /** "1 hour", "2.5 hours": hundredths of an hour. */
    hoursName: (hundredths: number): string => hours.format(hundredths / 100),
    /** "10 minutes": a wait, in the largest unit that fits exactly. */
    durationName: (seconds: number) => durationName(seconds, tag),
    /** "Mon" to "Sun". */
    weekdayNames: [1, 2, 3, 4, 5, 6, 0].map((day) => locale.days.weekdays[day]!),
    /**
     * The words as they are in the file, for a component of the browser, which cannot ask `t`. Give it
     * the part that it says, and no more:
     *
     *     <EntryForm words={words.ledger.form} tag={tag} />
     *
     *     "use client";
     *     function EntryForm({ words, tag }: { words: StudioWords["ledger"]["form"]; tag: string }) {
     *       return <p>{fill(words.due, { day })}, {countOf(words.files, count, tag)}</p>;
     */
    words,
  };
}

function durationName(seconds: number, tag: string): string {
  const [size, unit] =
    (
      [
        [3_600, "hour"],
        [60, "minute"],
      ] as const
    ).find(([size]) => seconds >= size && seconds % size === 0) ?? ([1, "second"] as const);
  const words = new Intl.NumberFormat(tag, { style: "unit", unit, unitDisplay: "long" });
  return words.format(seconds / size);
}
