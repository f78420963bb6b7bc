import { wholeWords, type Hit, type Reading } from "./reading";
import type { Language } from "@/language/languages";

/** How each language says that something is with the text. */
const SAYS: Record<Language, RegExp> = {
  en: wholeWords(
    "(?:I[’']ve|I have|I) attach(?:ed)?|(?:is|are) attached|find (?:it |them )?attached|" +
      "attached (?:is|are|you(?:[’']ll| will| can))|(?:please )?see attached|the attachment|enclosed (?:is|are|you)|" +
      "(?:please find|I[’']ve|I have) enclosed|as an attachment",
  ),
  de: wholeWords(
    "im Anhang|in der Anlage|anbei|angehängt|beigefügt|hänge ich|füge ich \\p{L}+ bei|als Anhang",
  ),
  fr: wholeWords(
    "ci[- ]joint(?:e|s|es)?|en pièces? jointes?|je (?:vous )?joins|en annexe|j[’']ai joint",
  ),
  es: wholeWords("adjunt[oa]s?|le adjunto|te adjunto|he adjuntado"),
  pt: wholeWords("(?:em|no) anexo|anexo|anexei|anexad[oa]s?"),
};

/** What makes a sentence say something else: a no, a question, the reader's own file. */
const BUT: Record<Language, RegExp> = {
  en: wholeWords(
    "no|not|n[’']t|haven[’']t|hasn[’']t|isn[’']t|didn[’']t|without|your attachment|you (?:have )?attached|" +
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
