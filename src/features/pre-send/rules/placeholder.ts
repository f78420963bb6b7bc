import { withoutQuotes, type Hit, type Reading } from "./reading";

/** What people write where something is still to come. "[…]", "[1]" and "[iv]" are an editor's. */
const PLACEHOLDER =
  /\[(?!\s*(?:…|\.{3}|\d+|[ivxlc]+|[a-z])\s*\])[^\]\n]{1,60}\]|\{{1,3}[^{}\n]{0,60}\}{1,3}|<[\p{L}][\p{L} ]{1,40}>|(?<![\p{L}\p{N}])(?:XXX?|TODO|TBD|TBC)(?![\p{L}\p{N}])|_{3,}|\blorem ipsum dolor\b/giu;

/** Before two X they are a number: a century, the twentieth Super Bowl. */
const ROMAN =
  /(?:siglo|século|siècle|century|Bowl|World War|Louis|Papa?|Pope|Ludwig|Luis|Luís)\s$/i;

/** Whether the match of capitals is meant as one: not "todo" as a word, and no Roman number. */
function isMeant(found: string, before: string): boolean {
  if (/^(?:XXX?|TODO|TBD|TBC)$/i.test(found))
    return found === found.toUpperCase() && !ROMAN.test(before);
  return true;
}

/** Returns what is still to be filled in. A variable that is filled in later is fine. */
export function placeholdersIn(text: string, variables: readonly string[] = []): Hit[] {
  const own = withoutQuotes(text);
  // A text with variables is refused for an unknown one when it is saved.
  const isVariable = (found: string) => variables.length > 0 && found.startsWith("{");
  return [...own.matchAll(PLACEHOLDER)]
    .filter(({ 0: found, index }) => isMeant(found, own.slice(0, index)) && !isVariable(found))
    .map(({ 0: quote }) => ({ quote }));
}

export const placeholder = ({ own, facts }: Reading) => placeholdersIn(own, facts.variables);
