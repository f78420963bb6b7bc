import { wholeWords, type Hit, type Reading } from "./reading";
import type { Language } from "@/language/languages";

/** How each language says that something is with the text. */
const SAYS: Record<Language, RegExp> = {
  en: wholeWords(
    "(?<!(?:how|so|very|too|deeply) )attached(?! (?:at|by|with|on|to (?!this|" +
      "the (?:message|email|mail))))|(?:I|I am|I[’']m) attach(?:ing)?|attachments?|" +
      "enclosed (?:is|are|you|please)|(?:please find|I[’']ve|I have) enclosed",
  ),
  de: wholeWords(
    "Anhang|Anhänge[n]?|(?:in|als) (?:der )?Anlage|anbei|angehängt|beigefügt|häng(?:e|" +
      "t) (?:ich|an dieser)|" +
      "füge ich \\p{L}+ bei",
  ),
  fr: wholeWords(
    "ci[- ]joint(?:e|s|es)?|pièces? jointes?|je (?:vous )?joins|en annexe|j[’']ai joint",
  ),
  es: wholeWords("adjunt[oa]s?|he adjuntado|adjuntamos|en (?:el )?anexo"),
  pt: wholeWords("anexos?|anexei|anexad[oa]s?|junto envio"),
};

/** What makes a sentence say something else: a no, a question, the reader's own file. */
const BUT: Record<Language, RegExp> = {
  en: wholeWords(
    "no|not|nothing|\\p{L}{1,10}n[’']t|without|your attachment|you (?:have )?attached|" +
      "could you|can you|would you|please send|you wrote|you sent",
  ),
  de: wholeWords(
    "nicht|kein(?:e|en|er)?|ohne|Ihr(?:e[nmrs]?)?|deine[nmrs]?|können Sie|bitte schicken",
  ),
  fr: wholeWords("pas|rien|aucune?|sans|votre|ta|pouvez-vous|pourriez-vous"),
  es: wholeWords(
    "no|nada|ningún|sin|su adjunto|tu adjunto|que me envió|que me enviaste|puede|podría",
  ),
  pt: wholeWords("não|nenhum|sem|seu anexo|que me enviou|que me enviaste|pode|poderia"),
};

/** Returns where the text says that something is with it, while nothing is. */
export function attachment({ sentences, language, facts }: Reading): Hit[] {
  if (facts.attached > 0) return [];
  for (const { text } of sentences) {
    const said = SAYS[language].exec(text)?.[0];
    if (said && !BUT[language].test(text) && !text.trimEnd().endsWith("?"))
      return [{ quote: said.trim() }];
  }
  return [];
}
