import type { Hit, Reading } from "./reading";
import { wholeWords } from "./whole-words";
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
  en:
    "(?:sorry|apolog\\p{L}+) (?:\\p{L}+ ){0,2}(?:if|in case)|" +
    "(?:sorry|apolog\\p{L}+) (?:that )?you (?:\\p{L}+ )?(?:feel|felt|think|thought|took|see)|" +
    "sorry (?:that )?you(?:[’']re| are| were) (?:offended|upset|annoyed|disappointed|unhappy)|" +
    "(?:sorry|apolog\\p{L}+) (?:\\p{L}+ ){0,5}(?:may|might) have|" +
    "sorry (?:it|this|that) (?:looks|seems|felt|feels|came)",
  de:
    "(?:leid|entschuldig\\p{L}*|verzeih\\p{L}*|sorry|bedau[e]?re),? (?:\\p{L}+ )?(?:falls|wenn|sollten?)|" +
    "leid,? dass (?:Sie|du) (?:sich|dich|das|es) (?:so|\\p{L}+ fühl\\p{L}*|\\p{L}+ empf\\p{L}*)",
  fr:
    "(?:désolée?|navrée?|excuse\\p{L}*|pardon|regrette)(?:-moi)? (?:\\p{L}+ )?(?:si|s[’']ils?|" +
    "que vous (?:l[’']ayez|ayez (?:mal|été|ressenti|pris)))",
  es:
    "(?:siento|lamento|perd[oó]n\\p{L}*|disculp\\p{L}*) (?:\\p{L}+ )?(?:si|en caso)|" +
    "(?:siento|lamento) que (?:se|te)",
  pt:
    "(?:lamento|desculp\\p{L}*|perdão|sinto) (?:\\p{L}+ )?(?:se|caso)|" +
    "(?:lamento|sinto) que (?:se|te|tenha (?:ficado|levado|sentido|achado))",
};

/** Returns an apology that takes itself back, there or in the next sentence. */
export function excuse({ sentences, language, phrases: { apology, turn, blame } }: Reading): Hit[] {
  for (const [index, { text }] of sentences.entries()) {
    const doubt = wholeWords(doubts[language]).exec(text)?.[0];
    if (doubt) return [{ quote: doubt }];
    const sorry = apology.exec(text);
    if (!sorry) continue;
    const rest = text.slice(sorry.index + sorry[0].length);
    const next = sentences[index + 1]?.text.trimStart() ?? "";
    const start = turn.exec(next);
    const back =
      turn.exec(rest) ?? blame.exec(rest) ?? (start?.index === 0 ? start : blame.exec(next));
    if (back) return [{ quote: `${sorry[0].trim()} … ${back[0]}` }];
  }
  return [];
}
