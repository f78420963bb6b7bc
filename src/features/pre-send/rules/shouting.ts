import { countOf } from "@/language/plain";
import type { Hit, Reading } from "./reading";

/** A long word in capitals is loud, but for a file's name, a town after its number, and a surname. */
const LONG = new RegExp(
  "(?<![\\p{L}\\p{N}_./-]|\\d |(?:M|Mme|Monsieur|Madame)\\.? |[\\p{L},] \\p{Lu}\\p{Ll}+\\.? )" +
    "(?=\\p{Lu}*[AEIOUÀ-Ü]\\p{Lu}*[AEIOUÀ-Ü])\\p{Lu}{5,}(?![\\p{L}\\p{N}_/-])",
  "gu",
);
/** Names that are written like this. */
const NAMES =
  /^(?:UNESCO|UNICEF|ADIDAS|ADOBE|NIKON|CANON|ASCII|README|URSSAF|SIRET|CEDEX|ELSTER|DATEV)$/;
/** Four words in capitals in a row, of at least three characters in one of them. */
const RUN = /(?<!\p{L})(?:\p{Lu}{2,}(?:[’']\p{Lu}+)?\s+){3,}\p{Lu}{2,}(?!\p{L})/u;
/** Two marks at one place, or a question that shouts. */
const MARKS = /[!]\s?[!]+|[!?]*(?:\?!|!\?|\?\?|¡¡)[!?]*/;
const MOST_MARKS = 2;
/** What is still to be filled in, and a heading: a line of capitals alone. */
const QUIET =
  /\[[^\]\n]{0,60}\]|\{[^}\n]{0,60}\}|<[^>\n]{0,60}>|^\p{Lu}{2,}(?: \p{Lu}{2,}){0,2}:?$/gmu;

/** Returns what is louder than it was meant: capitals, and more exclamation marks than a friendly text has. */
export function shouting({ own, phrases, facts: { said, names } }: Reading): Hit[] {
  const text = own.replace(QUIET, " ");
  const all = [...names.own, ...names.people, ...names.clients].join("\n").toUpperCase();
  const long = text.match(LONG)?.find((word) => !NAMES.test(word) && !all.includes(word));
  const found = (RUN.exec(text) ?? phrases.loud.exec(text))?.[0] ?? long;
  if (found) return [{ quote: found.trim() }];
  const marks = MARKS.exec(own);
  if (marks) return [{ quote: marks[0] }];
  const single = own.match(/!(?!\p{L})/gu) ?? [];
  if (single.length <= MOST_MARKS) return [];
  return [{ quote: "!", detail: countOf(said.marks, single.length, said.tag) }];
}
