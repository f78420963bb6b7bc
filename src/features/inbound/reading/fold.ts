import { isBlank, isMarked, type Line, nextFull } from "./line";
import { openingsOf } from "./openings";
import { ANSWERS_WITHIN } from "./quote-words";

/** A text in two: what the person wrote, and the quote below it or between its lines. */
export type Folded = {
  reply: string;
  quoted: string;
  /** Whether the person answered between the lines of the quote: then the whole text reads better. */
  isInterleaved: boolean;
};

/** More than a person writes or quotes: such a text is not looked at, and all of it is the reply. */
export const MOST_CHARACTERS = 2_000_000;
/** More lines than a person copies out of a quote by hand. */
const MOST_COMPARED = 200;
const RULE = /^\s*[-_=*—–‐⎯─]{5,}\s*$/u;
const LINE_BREAK = /\r\n|\n|\r|\u2028|\u2029/;

/**
 * Returns a text as what the person wrote and what is quoted. Together they have every word of it.
 * When in doubt a line is the reply's.
 */
export function foldReply(text: string): Folded {
  if (text.length > MOST_CHARACTERS) return unfolded(text);
  return foldLines(linesOfText(text));
}

/** Returns a text that is not looked at: all of it is the reply. */
export const unfolded = (text: string): Folded => ({
  reply: text,
  quoted: "",
  isInterleaved: false,
});

/** Returns the lines of a text of which nothing more is known. */
export const linesOfText = (text: string): Line[] =>
  text.split(LINE_BREAK).map((line) => ({ text: line }));

/** As foldReply, for lines of which the HTML says more. */
export function foldLines(lines: Line[]): Folded {
  const isQuoted = quotedLines(lines);
  settleLoose(lines, isQuoted);
  takeRules(lines, isQuoted);
  if (hasAnswersWithin(lines, isQuoted))
    return { ...unfolded(trimmed(lines.map(({ text }) => text))), isInterleaved: true };
  const part = (wanted: boolean) => {
    const own: string[] = [];
    lines.forEach(({ text }, at) => {
      if (isQuoted[at] === wanted) own.push(text);
      else if (own.at(-1)?.trim()) own.push("");
    });
    return trimmed(own);
  };
  return { reply: part(false), quoted: part(true), isInterleaved: isBetween(lines, isQuoted) };
}

/** Marked lines that nothing announces: undecided until the whole text has been seen. */
const LOOSE = "loose";
type Quoted = boolean | typeof LOOSE;

function quotedLines(lines: Line[]): Quoted[] {
  const isQuoted: Quoted[] = lines.map(() => false);
  const openingAt = openingsOf(lines);
  let isAnnounced = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line.mark === "from-here") return isQuoted.fill(true, at);
    if (isMarked(line)) isQuoted[at] = isAnnounced || line.mark === "quoted" ? true : LOOSE;
    if (isQuoted[at] === true || (isMarked(line) && line.mark !== "indented")) continue;
    const end = openingAt(at);
    if (end === null) continue;
    if (!isMarked(lines[nextFull(lines, end + 1)])) return isQuoted.fill(true, at);
    isQuoted.fill(true, at, end + 1);
    isAnnounced = true;
    at = end;
  }
  return isQuoted;
}

/**
 * Decides on marked lines that nothing announces. Above a quote they are its words again, or the
 * person's own; in a text without another quote two lines are a quote, and one is not.
 */
function settleLoose(lines: Line[], isQuoted: Quoted[]): void {
  const loose = isQuoted.flatMap((one, at) => (one === LOOSE ? [at] : []));
  const quote = bareWords(lines.filter((_, at) => isQuoted[at] === true));
  const signed = loose.filter((at) => lines[at]!.mark === undefined && bareWords([lines[at]!]));
  const isAgain = (at: number) => quote.includes(bareWords([lines[at]!]));
  for (const at of loose) {
    if (lines[at]!.mark === "indented") isQuoted[at] = false;
    else if (quote) isQuoted[at] = signed.length <= MOST_COMPARED && isAgain(at);
    else isQuoted[at] = signed.length > 1;
  }
}

const bareWords = (lines: Line[]) =>
  lines
    .map(({ text }) => text.replace(/^[\s\uFEFF>＞]+/u, "").trim())
    .filter(Boolean)
    .join(" ")
    .replace(/\s+/g, " ");

/** A line of dashes right above a quote belongs to it. */
function takeRules(lines: Line[], isQuoted: Quoted[]): void {
  for (let at = lines.length - 1; at > 0; at -= 1) {
    if (isQuoted[at] !== true || isQuoted[at - 1] === true) continue;
    let above = at - 1;
    while (above >= 0 && isBlank(lines[above])) above -= 1;
    if (above >= 0 && RULE.test(lines[above]!.text)) isQuoted.fill(true, above, at);
  }
}

function isBetween(lines: Line[], isQuoted: Quoted[]): boolean {
  const order = lines.flatMap((line, at) => (isBlank(line) ? [] : [isQuoted[at] === true]));
  const first = order.indexOf(true);
  const last = order.lastIndexOf(true);
  return first !== -1 && order.slice(first, last).includes(false);
}

/**
 * Whether the person says that answers are within the quote, and no sign tells them from it: then
 * nothing may be folded.
 */
function hasAnswersWithin(lines: Line[], isQuoted: Quoted[]): boolean {
  const first = isQuoted.indexOf(true);
  if (first === -1) return false;
  const isBelow = lines.some((line, at) => at > first && !isBlank(line) && isQuoted[at] !== true);
  if (isBelow) return false;
  return lines.slice(0, first).some(({ text }) => ANSWERS_WITHIN.test(text.slice(0, 1_000)));
}

const trimmed = (lines: string[]) => lines.join("\n").trim();
