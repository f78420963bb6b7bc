import { countOf } from "@/language/plain";
import { wholeWords, type Hit, type Reading } from "./reading";
import type { Language } from "@/language/languages";

/** Words that are written in capitals to be louder. Others may be a name: NASA, IKEA. */
const LOUD: Record<Language, RegExp> = {
  en: wholeWords(
    "NOT|NO|NOW|NEVER|ALWAYS|MUST|URGENT|URGENTLY|PLEASE|IMMEDIATELY|STOP|VERY|ALL|ONLY|AGAIN|STILL|" +
      "EVERY|NOTHING|TODAY|IMPORTANT|ATTENTION|WARNING|YOU|YOUR|READ|REALLY|FINALLY|ANY|WHY|HELP",
    "u",
  ),
  de: wholeWords(
    "NICHT|NIE|NIEMALS|SOFORT|JETZT|IMMER|DRINGEND|BITTE|WICHTIG|ACHTUNG|ENDLICH|KEIN|KEINE|NUR|SEHR|" +
      "ALLE|HEUTE|WARUM|SIE|NOCHMALS|MUSS|MÜSSEN|EILT",
    "u",
  ),
  fr: wholeWords(
    "PAS|JAMAIS|IMMÉDIATEMENT|URGENT|TOUJOURS|MAINTENANT|IMPORTANT|ATTENTION|RIEN|TOUT|" +
      "TOUS|TRÈS|ENCORE|" +
      "VOUS|VOTRE|POURQUOI|ENFIN|VITE",
    "u",
  ),
  es: wholeWords(
    "NO|NUNCA|AHORA|URGENTE|SIEMPRE|INMEDIATAMENTE|IMPORTANTE|ATENCIÓN|NADA|TODO|TODOS|" +
      "MUY|YA|HOY|USTED|" +
      "POR FAVOR|OTRA VEZ",
    "u",
  ),
  pt: wholeWords(
    "NÃO|NUNCA|AGORA|URGENTE|SEMPRE|IMEDIATAMENTE|IMPORTANTE|ATENÇÃO|NADA|TUDO|TODOS|MUITO|JÁ|HOJE|" +
      "POR FAVOR|OUTRA VEZ",
    "u",
  ),
};

/** Four words in capitals in a row, of at least three characters in one of them. */
const RUN = /(?<!\p{L})(?:\p{Lu}{2,}(?:[’']\p{Lu}+)?\s+){3,}\p{Lu}{2,}(?!\p{L})/u;
/** Two marks at one place, or a question that shouts. */
const MARKS = /[!]\s?[!]+|[!?]*(?:\?!|!\?)[!?]*/;
const MOST_MARKS = 2;

/** Returns what is louder than it was meant: capitals, and more exclamation marks than a friendly text has. */
export function shouting({ own, language, facts: { said } }: Reading): Hit[] {
  const loud = RUN.exec(own) ?? LOUD[language].exec(own);
  if (loud) return [{ quote: loud[0].trim() }];
  const marks = MARKS.exec(own);
  if (marks) return [{ quote: marks[0] }];
  const single = own.match(/!(?!\p{L})/gu) ?? [];
  if (single.length <= MOST_MARKS) return [];
  return [{ quote: "!", detail: countOf(said.marks, single.length, said.tag) }];
}
