import { firstHit, wholeWords, type Hit, type Reading } from "./reading";
import type { Language } from "@/language/languages";

/** What reads as blunt to whoever pays: blame, impatience, "not my problem". */
const BLUNT: Record<Language, RegExp> = {
  en: wholeWords(
    "(?:as|like) I(?:[’']ve| have)? (?:already|previously|just|repeatedly) (?:said|told|" +
      "wrote|mentioned|explained)|" +
      "(?:as|like) I(?:[’']ve| have)? (?:said|told|wrote|mentioned|" +
      "explained)[^.?!\\n]{0,30} (?:already|before|twice|again)|" +
      "like I said|told you (?:\\p{L}+ ){0,2}(?:times|twice|already|before)|" +
      "what the (?:hell|heck|fuck)|(?:as )?per my (?:last|previous) (?:email|message|mail)|" +
      "not my (?:problem|fault|job)|" +
      "your (?:own )?(?:fault|problem)|you (?:clearly|obviously)|obviously,? you|" +
      "you people|calm down|I don[’']t care|" +
      "stupid|dumb|idiotic|idiots?|ridiculous|moronic|pathetic|incompetent|you failed to|" +
      "you should know|you should have|" +
      "you never|whatever you say|read (?:my|the) (?:email|message)s? again|" +
      "waste of (?:my )?time|shut up|what part of|" +
      "use your head|with all due respect|how (?:many times|often) (?:do|must) I|" +
      "how dare you|make up your mind|" +
      "(?:sick|tired) of (?:you|this|your)|fed up|rocket science|" +
      "are you (?:even )?(?:serious|kidding|listening)|do your job",
  ),
  de: wholeWords(
    "(?:nicht mein|doch Ihr|allein Ihr|nur Ihr|doch dein) Problem|nicht meine (?:Schuld|" +
      "Aufgabe)|(?:wie|habe|hatte) ich (?:es )?(?:Ihnen|dir|euch) (?:doch |ja )?" +
      "(?:bereits|schon|mehrfach)|wie (?:bereits|schon) (?:gesagt|mehrfach)|(?:selbst|" +
      "selber) schuld|(?:Ihre|deine|eigene) Schuld|" +
      "(?:dumm|blöd|bescheuert|idiotisch|lächerlich|unfähig|inkompetent)(?:e[rsnm]?)?|" +
      "Idiot(?:en)?|beruhigen Sie sich|" +
      "ist mir egal|Zeitverschwendung|Sie haben offensichtlich|Unsinn|Blödsinn|Schwachsinn|" +
      "Frechheit|Unverschämtheit|" +
      "gefälligst|wie oft (?:soll|muss) ich|was soll das|zum letzten Mal|halten Sie den Mund",
  ),
  fr: wholeWords(
    "pas mon problème|(?:pas ma|(?:de )?votre (?:propre )?|" +
      "(?:de )?ta (?:propre )?) ?faute|je (?:vous |te )?l[’']ai déjà (?:dit|écrit|" +
      "expliqué)|" +
      "je vous ai déjà|comme déjà dit|stupides?|idiote?s?|ridicules?|imbéciles?|" +
      "incompétente?s?|calmez-vous|je m[’']en fiche|" +
      "perte de temps|vous n[’']avez (?:manifestement|toujours rien)|n[’']importe quoi|" +
      "combien de fois|j[’']en ai (?:marre|assez)|" +
      "taisez-vous|vous auriez dû",
  ),
  es: wholeWords(
    "no es mi problema|no es (?:mi )?culpa mía|no es mi culpa|(?:por|es) (?:su|tu) culpa|" +
      "culpa (?:suya|tuya)|" +
      "(?:como )?ya (?:se lo|te lo|le|te|os|les) (?:dije|escribí|expliqué|he dicho)|" +
      "estúpid[oa]s?|idiotas?|ridícul[oa]s?|" +
      "imbécil(?:es)?|incompetentes?|cálmese|me da igual|pérdida de tiempo|" +
      "obviamente no (?:leyó|leíste)|cuántas veces|" +
      "estoy hart[oa]|cállese",
  ),
  pt: wholeWords(
    "não é (?:um )?problema meu|não é o meu problema|não é culpa minha|(?:por|é) (?:sua|" +
      "tua) culpa|culpa (?:sua|tua)|" +
      "já (?:lho|lhe|te|vos) (?:disse|escrevi|expliquei)|estúpid[oa]s?|idiotas?|" +
      "ridícul[oa]s?|imbecil|incompetentes?|acalme-se|" +
      "tanto me faz|perda de tempo|obviamente não leu|quantas vezes|estou fart[oa]|cale-se",
  ),
};

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
export async function rude({ own, language }: Reading): Promise<Hit[]> {
  const blunt = firstHit(BLUNT[language], own);
  if (blunt.length > 0) return blunt;
  if (language === "de") return firstHit(SWEARING_DE, own);
  const { cuss } = await swearWords[language]();
  const stem = STEMS[language];
  const isRude = (word: string) =>
    ALSO_NAMES.test(word) ||
    ((cuss[word.toLowerCase()] ?? 0) >= LEAST_RATING && stem.test(word.toLowerCase()));
  const found = own.match(/[\p{L}’'-]+/gu)?.find(isRude);
  return found ? [{ quote: found }] : [];
}
