import { firstHit, type Hit, type Reading } from "./reading";
import { wholeWords } from "./whole-words";
import type { Language } from "@/language/languages";

/**
 * What a swear word has in it. The library's best rating is also given to "cola", "gros" and "flange", so that
 * a word counts when both say so.
 */
const STEMS: Record<Exclude<Language, "de">, RegExp> = {
  en: /fuck|fuk|shit|cunt|bitch|bastard|arsehole|asshole|dumbass|jackass|bollock|wank|twat|goddam|whore|slut|nigg|fagg?ot|crap(?!e)|bugger|moron|dipshit|motherf/,
  fr: /merd|connar|connass|^con(?:ne)?s?$|^put(?:e|ain)s?$|encul|salop|salaud|foutre|chier|couill|niqu|^pédé|branl|emmerd|bordel/,
  es: /mierd|^put[oa]s?$|joder|cabr[oó]n|gilipoll|coño|cojon|pendej|chinga|follar|maric[oó]n|capullo|hijoput/,
  pt: /merda|caralh|fod[aei]|^put[oa]s?$|cabrão|^porra$|otári|^cuz|bosta|punhet|^cona/,
};

/** "shit" is rated 1, "bullshit" 2; 0 is "probably not". */
const LEAST_RATING = 1;

/** Also names of people: rude in small characters alone. */
const ALSO_NAMES = /^dick(?:head)?s?$/;

const swearWords = {
  en: () => import("cuss"),
  fr: () => import("cuss/fr"),
  es: () => import("cuss/es"),
  pt: () => import("cuss/pt"),
};

/** No library has a list for German that is fit for use: the one there is counts "Fehler" and "Eier". */
const SWEARING_DE = wholeWords(
  "(?:Arsch|Scheiß|Verfickt|Wichs|Fotze|Hurensohn|Hurensöhn|Miststück|Drecksack|Drecks)\\p{L}*|" +
    "[sS]cheiß\\p{L}*|verfickt\\p{L}*|beschissen\\p{L}*|Schlampen?|Hure|Kacke|" +
    "[fF]ick (?:dich|euch|mich|Sie)|fick\\p{L}*|" +
    "verarsch\\p{L}*|verdammt\\p{L}*|alter Sack|alte Sau|Schwuchteln?|Wichser",
  "u",
);

/** Returns what is rude: swear words, and phrases that blame or brush off. A surname is neither. */
export async function rude({ own, language, phrases }: Reading): Promise<Hit[]> {
  const found = firstHit(phrases.blunt, own);
  if (found.length > 0) return found;
  if (language === "de") return firstHit(SWEARING_DE, own);
  const { cuss } = await swearWords[language]();
  const stem = STEMS[language];
  const isRude = (word: string) =>
    ALSO_NAMES.test(word) ||
    ((cuss[word.toLowerCase()] ?? 0) >= LEAST_RATING && stem.test(word.toLowerCase()));
  const word = own.match(/[\p{L}’'-]+/gu)?.find(isRude);
  return word ? [{ quote: word }] : [];
}
