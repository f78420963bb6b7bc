import { wholeWords, type Hit, type Reading } from "./reading";
import type { Language } from "@/language/languages";

const SAYS: Record<Language, RegExp> = {
  en: wholeWords(
    "(?:is|are|be|been) (?:delayed|postponed)|(?:running|am|I[’']m|we[’']re) (?:late|" +
      "behind)|behind schedule|" +
      "a delay|(?:move|push|shift|extend) (?:the|our|my) (?:date|deadline|delivery|launch|" +
      "print date)|(?:is|are|has|have|date) (?:moves?|moved|slips?|slipped)|" +
      "isn[’']t (?:going to be )?ready|can[’']t (?:deliver|finish)|" +
      "(?:be|is|are) late|" +
      "won[’']t (?:make|be ready|be able to (?:finish|deliver)|manage)|(?:takes?|taking) longer than|" +
      "later than (?:planned|promised|agreed)|push (?:the \\p{L}+|it|this) back|" +
      "need (?:\\p{L}+ )?more (?:time|days?|weeks?)|(?:two|three|a few) more (?:days|weeks)|" +
      "can[’']t (?:make|keep) (?:the|\\p{Lu}\\p{L}+)",
  ),
  de: wholeWords(
    "(?:hinter dem Zeitplan|in Verzug|zu spät dran|verspäte)|verspäte[tn]|" +
      "nicht (?:rechtzeitig|pünktlich)|verzögert|verschiebt|verschieben|" +
      "später als (?:geplant|versprochen|vereinbart)|" +
      "(?:schaffe|schaffen) (?:es|das|ich)|dauert länger|brauche (?:noch )?mehr Zeit|(?:im|in) Verzug",
  ),
  fr: wholeWords(
    "(?:du|en) retard|(?:est|sera|sont) (?:reporté|retardé|repoussé|décalé)e?s?|" +
      "plus tard que (?:prévu|promis|convenu)|prends du retard|retarder|reporter la|" +
      "plus de temps|ne pourrai pas|prend plus longtemps|prendra plus longtemps",
  ),
  es: wholeWords(
    "retrasar|retrasad[oa]|se (?:retras(?:a|ará|ó)|demor(?:a|ará))|no estará a tiempo|" +
      "voy con retraso|retraso|se aplaz(?:a|ará)|más tarde de lo|más tiempo|no llego|" +
      "no podré",
  ),
  pt: wholeWords(
    "atras(?:ar|a|ado|ada|o)|adiad[oa]|mais tarde do que|mais tempo|não vou conseguir|" +
      "não estará pront[oa]|demora mais",
  ),
};

/** What says why, in the same sentence or beside it. */
const REASON: Record<Language, RegExp> = {
  en: wholeWords(
    "because|since|due to|owing to|caused by|as (?:the|my|I|we)|the reason|so (?:I|" +
      "we) (?:had|have|need)|" +
      "after (?:the|my)|waiting for|broken?|broke|ill|sick|failed|crashed|missing|lost|stolen",
  ),
  de: wholeWords("weil|da|denn|wegen|aufgrund|Grund|deshalb|krank|defekt|kaputt|fehlt|ausgefallen"),
  fr: wholeWords(
    "car|parce|puisque|en raison|à cause|suite à|la raison|malade|panne|manque|faute de",
  ),
  es: wholeWords(
    "porque|ya que|debido|por culpa|a causa|la razón|enferm[oa]|falta|avería|puesto que",
  ),
  pt: wholeWords("porque|pois|devido|por causa|já que|a razão|doente|falta|avaria|uma vez que"),
};

/** A sentence that speaks of a delay without there being one of the writer's. */
const BUT: Record<Language, RegExp> = {
  en: wholeWords(
    "no delay|not (?:be |been )?(?:delayed|late|postponed)|without (?:a |any )?delay|if|" +
      "in case|late reply|thank|thanks|sorry for the wait",
  ),
  de: wholeWords("kein(?:e|en|er)?|ohne|falls|wenn|danke|Dank"),
  fr: wholeWords("aucun|pas de|sans|si|merci"),
  es: wholeWords("ningún|sin|si|gracias|no hay"),
  pt: wholeWords("nenhum|sem|se|obrigad[oa]|não há"),
};

/** "Ich schaffe es bis Freitag nicht": here the no is what makes it a delay. */
const MADE_BY_NO = /^(?:schaffe|schaffen)/i;

/** Returns the first delay that is told without a reason beside it. */
export function delay({ sentences, language }: Reading): Hit[] {
  for (const [index, { text }] of sentences.entries()) {
    const said = SAYS[language].exec(text)?.[0];
    if (!said || BUT[language].test(text)) continue;
    if (MADE_BY_NO.test(said) && !/\bnicht\b/.test(text)) continue;
    const around = sentences.slice(Math.max(0, index - 1), index + 2);
    if (!around.some((one) => REASON[language].test(one.text))) return [{ quote: said.trim() }];
  }
  return [];
}
