import { firstHit, wholeWords, type Hit, type Reading } from "./reading";
import type { Language } from "@/language/languages";

/** What reads as blunt to whoever pays: blame, impatience, "not my problem". */
const BLUNT: Record<Language, RegExp> = {
  en: wholeWords(
    "as I (?:have )?(?:already|previously|just) (?:said|told|wrote|mentioned|explained)|like I (?:already )?(?:said|told)|" +
      "(?:as )?per my (?:last|previous) (?:email|message|mail)|not my (?:problem|fault|job)|you (?:clearly|obviously)|" +
      "obviously,? you|you people|calm down|I don[’']t care|stupid|dumb|idiotic|idiots?|ridiculous|moronic|pathetic|" +
      "you failed to|you should know|whatever you say|read (?:my|the) (?:email|message)s? again|waste of (?:my )?time|" +
      "shut up|what part of|use your head|with all due respect",
  ),
  de: wholeWords(
    "nicht mein Problem|nicht meine (?:Schuld|Aufgabe)|wie ich (?:Ihnen |dir )?(?:bereits|schon) (?:gesagt|geschrieben|erklärt)|" +
      "wie (?:bereits|schon) (?:gesagt|mehrfach)|(?:dumm|blöd|bescheuert|idiotisch|lächerlich)(?:e[rsnm]?)?|Idiot(?:en)?|" +
      "beruhigen Sie sich|ist mir egal|Zeitverschwendung|Sie haben offensichtlich|Unsinn|Blödsinn|Schwachsinn",
  ),
  fr: wholeWords(
    "pas mon problème|pas ma faute|comme je (?:vous |te )?l[’']ai déjà (?:dit|écrit|expliqué)|comme déjà dit|stupides?|" +
      "idiote?s?|ridicules?|imbéciles?|calmez-vous|je m[’']en fiche|perte de temps|vous n[’']avez manifestement|n[’']importe quoi",
  ),
  es: wholeWords(
    "no es mi problema|no es (?:mi )?culpa mía|no es mi culpa|como ya (?:le|te|os|les) (?:dije|escribí|expliqué|he dicho)|" +
      "estúpid[oa]s?|idiotas?|ridícul[oa]s?|imbécil(?:es)?|cálmese|me da igual|pérdida de tiempo|obviamente no (?:leyó|leíste)",
  ),
  pt: wholeWords(
    "não é (?:um )?problema meu|não é o meu problema|não é culpa minha|como já (?:lhe|te|vos) (?:disse|escrevi|expliquei)|" +
      "estúpid[oa]s?|idiotas?|ridícul[oa]s?|imbecil|acalme-se|tanto me faz|perda de tempo|obviamente não leu",
  ),
};

/**
 * What a swear word has in it. The library's best rating, 2, is also given to "cola", "gros" and "flange", so that
 * a word counts when both say so.
 */
const STEMS: Record<Exclude<Language, "de">, RegExp> = {
  en: /fuck|fuk|shit|cunt|bitch|bastard|arsehole|asshole|dumbass|jackass|bollock|wank|twat|goddam|whore|slut|nigg|fagg?ot|crap(?!e)|bugger|moron|dipshit|motherf/,
  fr: /merd|connar|connass|^con(?:ne)?s?$|^put(?:e|ain)s?$|encul|salop|salaud|foutre|chier|couill|niqu|^pédé|branl|emmerd|bordel/,
  es: /mierd|^put[oa]s?$|joder|cabr[oó]n|gilipoll|coño|cojon|pendej|chinga|follar|maric[oó]n|capullo|hijoput/,
  pt: /merda|caralh|fod[aei]|^put[oa]s?$|cabrão|^porra$|otári|^cuz|bosta|punhet|^cona/,
};

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
    "[sS]cheiß\\p{L}*|verfickt\\p{L}*|beschissen\\p{L}*|Schlampen?|Hure|Kacke|[fF]ick (?:dich|euch|mich|Sie)|fick\\p{L}*|" +
    "verarsch\\p{L}*|verdammt\\p{L}*|alter Sack|alte Sau|Schwuchteln?|Wichser",
  "u",
);

/** Returns what is rude: swear words, and phrases that blame or brush off. A surname is neither. */
export async function rude({ own, language }: Reading): Promise<Hit[]> {
  const blunt = firstHit(BLUNT[language], own);
  if (blunt.length > 0) return blunt;
  if (language === "de") return firstHit(SWEARING_DE, own);
  const { cuss } = await swearWords[language]();
  const stem = STEMS[language];
  const isRude = (word: string) =>
    ALSO_NAMES.test(word) || (cuss[word.toLowerCase()] === 2 && stem.test(word.toLowerCase()));
  const found = own.match(/[\p{L}’'-]+/gu)?.find(isRude);
  return found ? [{ quote: found }] : [];
}
