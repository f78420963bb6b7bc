import { wholeWords, type Hit, type Reading } from "./reading";
import type { Language } from "@/language/languages";

/** Words that turn an apology round. */
export const turns: Record<Language, string> = {
  en: "(?<!nothing )but|however",
  de: "aber|jedoch|allerdings",
  fr: "mais|cependant|toutefois",
  es: "pero|sin embargo|no obstante",
  pt: "mas|porém|contudo|no entanto",
};

/** An apology for how something was felt, not for what was done. */
export const doubts: Record<Language, string> = {
  en: "(?:sorry|apologi[sz]e) (?:if|that you (?:feel|felt)|you feel|you felt)",
  de: "(?:leid|entschuldige|Entschuldigung),? (?:falls|wenn)",
  fr: "désolée? si",
  es: "(?:siento|lamento) si",
  pt: "(?:lamento|desculpe|desculpa) se",
};

const APOLOGY: Record<Language, string> = {
  en:
    "I[’']m (?:so |very |really )?sorry|I am (?:so |very |really )?sorry|^\\s*sorry|" +
    "sorry (?:for|about|that)|I (?:do |must )?apologi[sz]e|apologies|forgive me",
  de: "tut mir (?:\\p{L}+ )?leid|(?<!nicht )entschuldig\\p{L}*|Verzeihung|ich bedaure|^\\s*sorry",
  fr: "désolée?s?|navrée?s?|excuses|(?:je )?m[’']excuser?|excusez(?:-moi)?|pardon",
  es: "lo siento|perd[oó]n|disculp(?:a|e|en|as)|lamento",
  pt: "desculp(?:a|e|em|as)|lamento|perdão",
};

const BUT: Record<Language, string> = {
  ...turns,
  en: `${turns.en}|although|though`,
  de: `${turns.de}|obwohl`,
  fr: `${turns.fr}|bien que`,
  es: `${turns.es}|aunque`,
  pt: `${turns.pt}|embora`,
};

/** Returns an apology that takes itself back in the same sentence. */
export function excuse({ sentences, language }: Reading): Hit[] {
  for (const { text } of sentences) {
    const doubt = wholeWords(doubts[language]).exec(text)?.[0];
    if (doubt) return [{ quote: doubt }];
    const sorry = new RegExp(`(?:${APOLOGY[language]})(?!\\p{L})`, "iu").exec(text);
    if (!sorry) continue;
    const turn = wholeWords(BUT[language]).exec(text.slice(sorry.index + sorry[0].length));
    if (turn) return [{ quote: `${sorry[0].trim()} … ${turn[0]}` }];
  }
  return [];
}
