import type { Hit, Reading, Sentence } from "./reading";
import { wholeWords } from "./whole-words";
import type { Language } from "@/language/languages";
import { dateFinder, type Written } from "./written-dates";

/** What says that the day is still to come. */
const AHEAD: Record<Language, RegExp> = {
  en: wholeWords(
    "by|until|will|I[’']ll|you[’']ll|we[’']ll|it[’']ll|due|deadline|no later than|" +
      "let[’']s|we meet|deliver(?:s|y)?|" +
      "ready on|new date|before",
  ),
  de: wholeWords(
    "bis|spätestens|werden?|wird|wirst|schicke|sende|liefere|bekommen Sie|Sie bekommen|" +
      "fällig|neuer Termin|" +
      "der neue|wir treffen|wir sprechen|melde mich|vor dem",
  ),
  fr: wholeWords(
    "d[’']ici|avant le|au plus tard|jusqu[’']au|sera|serai|seront|aurez|auras|enverrai|" +
      "livrerai|appellerai|" +
      "nouvelle date|je vous envoie|échéance",
  ),
  es: wholeWords(
    "antes del|hasta el|a más tardar|para el|estará|estarán|será|enviaré|entregaré|" +
      "tendrá|nueva fecha|le envío|" +
      "te envío|llamaré",
  ),
  pt: wholeWords(
    "até|antes de|o mais tardar|estará|estarão|será|vou|enviarei|entregarei|terá|" +
      "nova data|envio|ligarei",
  ),
};

/** What is between two dates of a sentence and makes them two statements. */
const NEXT_CLAUSE = /[,;:–—]|\s(?:and|but|und|aber|et|mais|y|pero|e|mas)\s/iu;
/** A day without a year: so many days back it is still meant as the one that has passed. */
const STILL_MEANT_DAYS = 60;
const DAY_MS = 86_400_000;

/** Returns dates that have passed although the text speaks of them as coming. */
export function pastDate(reading: Reading): Hit[] {
  const {
    language,
    facts: { today },
  } = reading;
  return datesIn(reading)
    .filter(({ written, sentence }) => {
      const days = candidates(written, today);
      const meant = written.year === null ? latestBefore(days, today) : days.at(-1);
      if (!meant || meant >= today) return false;
      return AHEAD[language].test(clauseAround(sentence, written));
    })
    .map(({ written }) => ({ quote: written.quote }));
}

/** Returns dates that are in no calendar. */
export function impossibleDate(reading: Reading): Hit[] {
  return datesIn(reading)
    .filter(({ written }) => candidates(written, reading.facts.today).length === 0)
    .map(({ written }) => ({ quote: written.quote }));
}

/** Returns dates with a weekday that they don't have, and the one that they do have. */
export function weekday(reading: Reading): Hit[] {
  const { today, said } = reading.facts;
  return datesIn(reading).flatMap(({ written }) => {
    const days = candidates(written, today);
    if (written.weekday === null || days.length === 0) return [];
    if (days.some((day) => weekdayOf(day) === written.weekday)) return [];
    const meant = days.find((day) => day >= today) ?? days.at(-1)!;
    const name = new Intl.DateTimeFormat(said.tag, { weekday: "long", timeZone: "UTC" });
    return [{ quote: written.quote, detail: name.format(new Date(`${meant}T00:00:00Z`)) }];
  });
}

type Found = { written: Written; sentence: Sentence };

function datesIn({ sentences, language }: Reading): Found[] {
  const find = dateFinder(language);
  return sentences.flatMap((sentence) =>
    find(sentence.text).map((written) => ({ written, sentence })),
  );
}

/** The days that a written date can mean, in order; none where the calendar has no such day. */
function candidates({ year, readings }: Written, today: string): string[] {
  const thisYear = Number(today.slice(0, 4));
  const years = year === null ? [thisYear - 1, thisYear, thisYear + 1, thisYear + 2] : [year];
  const days = readings.flatMap(({ month, day }) => years.flatMap((one) => dayOf(one, month, day)));
  if (year !== null) return days.toSorted();
  // Of a day without a year the last one and the next: "29 February" is a day, if of no year at hand.
  const sorted = days.toSorted();
  const next = sorted.find((day) => day >= today);
  const last = sorted.findLast((day) => day < today);
  return [last, next].filter((day) => day !== undefined);
}

function dayOf(year: number, month: number, day: number): string[] {
  if (month < 1 || month > 12 || day < 1) return [];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 ? [date.toISOString().slice(0, 10)] : [];
}

function latestBefore(days: string[], today: string): string | undefined {
  const last = days.find((day) => day < today);
  return last && Date.parse(today) - Date.parse(last) <= STILL_MEANT_DAYS * DAY_MS
    ? last
    : undefined;
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The part of a sentence that a date belongs to, without the date itself. */
function clauseAround({ text }: Sentence, { at, quote }: Written): string {
  const before = text.slice(0, at).split(NEXT_CLAUSE).at(-1) ?? "";
  const after = text.slice(at + quote.length).split(NEXT_CLAUSE)[0] ?? "";
  return `${before} ${after}`;
}
