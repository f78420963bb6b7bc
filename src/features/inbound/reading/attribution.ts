import EmailReplyParser from "email-reply-parser";
import { ADDRESS, DATE, isBlank, isMarked, type Line, nextFull, TIME } from "./line";
import { NAME_BESIDE, OPENING_WORD, SOMEONE_TYPED, WROTE_WORD } from "./quote-words";

const END = /[:：]\s*$|-{2,}\s*$/u;
const DIGIT = /\d/;
const WORD_THEN_DIGIT = /^(?:\p{L}{1,12}[.,]{0,2}\s+)?\d/u;
const DRESS = /^[-–—‐_*\s\uFEFF]+/u;
/** Signs that turn the direction of writing, around addresses in Hebrew and Arabic. */
const DIRECTION = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const IN_BRACKETS = /[<([]\s?[^\s<>()[\]]+@[^\s<>()[\]]+\s?[>)\]]/u;
/** An address is the last thing in the line, as programs do that have no word for "wrote". */
const ENDS_IN_ADDRESS = /[<([]\s?[^\s<>()[\]]+@[^\s<>()[\]]+\s?[>)\]]["\s]*[:：]\s*$/u;
const GOES_ON = /[:：]\s+\S/u;
const MOST_IN_ONE = 500;
const MOST_LINES = 4;
/** Of a name and "wrote". */
const MOST_WORDS = 7;
/** How often the library is asked about one text: some of its patterns are slow. */
const MOST_ASKED = 60;

type Asked = (text: string) => boolean;

/** Returns a question to the library whether it knows a text as the line above a quote. */
export function libraryOf(): Asked {
  let asked = 0;
  return (text) => {
    if (text.length > 300 || asked >= MOST_ASKED) return false;
    asked += 1;
    const { length } = new EmailReplyParser()
      .read(`\n${text}`)
      .getFragments()
      .filter((fragment) => fragment.isQuoted());
    return length > 0;
  };
}

/** "On Friday, 20 November 2026, Ana Silva wrote:", over up to four lines. */
export function attributionAt(lines: Line[], at: number, knownToLibrary: Asked): number | null {
  if (isMarked(lines[at]) && lines[at]!.mark !== "indented") return null;
  if (hasQuoteBehind(lines[at]!.text)) return at;
  let text = "";
  for (let end = at; end < at + MOST_LINES && !isBlank(lines[end]); end += 1) {
    if (end > at && isMarked(lines[end])) break;
    text = `${text} ${lines[end]!.text.replace(DIRECTION, "").trim()}`.trim();
    if (text.length > MOST_IN_ONE) return null;
    const facts = { lines, at, end, text, isFollowed: isMarked(lines[nextFull(lines, end + 1)]) };
    if (isAttribution(facts, knownToLibrary)) return end;
  }
  return null;
}

/** "On …, Ana Silva <ana@example.com> wrote:   Hello", all in one line. */
function hasQuoteBehind(line: string): boolean {
  const start = line.slice(0, MOST_IN_ONE);
  const end = /[>)][^<>()]{0,40}[:：]\s+\S/u.exec(start);
  if (!end) return false;
  const head = start.slice(0, end.index + end[0].length - 1);
  const isWhole =
    WROTE_WORD.test(head) && ADDRESS.test(head) && (DATE.test(head) || TIME.test(head));
  return isWhole && OPENING_WORD.test(bare(head)) && !SOMEONE_TYPED.test(head);
}

type Facts = { lines: Line[]; at: number; end: number; text: string; isFollowed: boolean };

function isAttribution(facts: Facts, knownToLibrary: Asked): boolean {
  const { text, isFollowed } = facts;
  if (GOES_ON.test(text)) return false;
  const has = {
    verb: WROTE_WORD.test(text) || (END.test(text) && knownToLibrary(text)),
    address: ADDRESS.test(text),
    date: DATE.test(text),
    time: TIME.test(text),
  };
  if (!END.test(text)) return isFollowed && isBare(facts, has);
  if (!beginsHere(facts, has)) return false;
  return isFollowed ? isLikely(text, has) : isSure(facts, has);
}

type Has = { verb: boolean; address: boolean; date: boolean; time: boolean };

/** A marked quote is below. "Ana Silva wrote:" is enough; "as you and Tom wrote:" is the person's. */
function isLikely(text: string, has: Has): boolean {
  if (has.address) return true;
  if (has.date || has.time) return has.verb || (has.date && has.time);
  return has.verb && !SOMEONE_TYPED.test(text) && text.split(/\s+/).length <= MOST_WORDS;
}

/** "2026/11/20 Ana Silva <ana@example.com>", right above the quote. */
const isBare = ({ text, at, end }: Facts, has: Has) =>
  at === end && has.date && IN_BRACKETS.test(text) && text.endsWith(">") && text.length < 200;

/** Nothing marks the quote below, so the line itself must be beyond doubt. */
function isSure({ text, lines, at }: Facts, has: Has): boolean {
  if (!isBlank(lines[at - 1]) && !OPENING_WORD.test(bare(text))) return false;
  const isDated = has.date && has.time;
  if (!has.verb) return isDated && ENDS_IN_ADDRESS.test(text);
  if (IN_BRACKETS.test(text) && text.length < 150) return true;
  if (SOMEONE_TYPED.test(text)) return false;
  if (has.address) return has.date || has.time;
  return isDated && NAME_BESIDE.test(text);
}

/** Whether this line is the first of the announcement, and none of its lines is the reply's. */
function beginsHere({ lines, at, end, text }: Facts, has: Has): boolean {
  if (end === at) return true;
  if (!has.date && !has.time) return false;
  const first = bare(lines[at]!.text);
  if (OPENING_WORD.test(first) && DIGIT.test(first)) return !beginsLater(lines, at, end, isOpening);
  if (beginsLater(lines, at, end, isWhole)) return false;
  if (WORD_THEN_DIGIT.test(first) && has.address) return true;
  return (WROTE_WORD.test(first) || ADDRESS.test(first)) && text.length < 300;
}

const bare = (text: string) => text.replace(DRESS, "");

/** Whether the lines from one further down on are an announcement by themselves. */
function beginsLater(lines: Line[], at: number, end: number, isOne: Asked): boolean {
  for (let next = at + 1; next <= end; next += 1) {
    const rest = lines.slice(next, end + 1).map(({ text }) => text.trim());
    if (isOne(bare(rest.join(" ")))) return true;
  }
  return false;
}

const isOpening = (text: string) =>
  /^\D{1,40}\d/u.test(text) && OPENING_WORD.test(text) && isDatedText(text);
const isWhole = (text: string) =>
  isOpening(text) || (WROTE_WORD.test(text) && ADDRESS.test(text) && isDatedText(text));
const isDatedText = (text: string) =>
  DATE.test(text) && (WROTE_WORD.test(text) || ADDRESS.test(text));
