import EmailReplyParser from "email-reply-parser";
import {
  FORWARDED,
  fieldIn,
  OPENING_WORD,
  SEPARATOR,
  SOMEONE_TYPED,
  WROTE_WORD,
} from "./quote-words";

/**
 * A line of a text, and what the email said of it beside its words: surely quoted, perhaps, quoted
 * from here on, or surely not.
 */
export type Line = { text: string; mark?: "quoted" | "indented" | "from-here" | "own" };

const QUOTE_SIGN = /^[\s\uFEFF\u200B]{0,3}[>＞]/;
const ADDRESS = /[^\s<>()[\]",;:]@[^\s<>()[\]",;:]+\.[^\s<>()[\]",;:]/u;
const DATE =
  /(?<!\d)(?:19|20)\d{2}(?!\d)|(?<!\d)\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}(?!\d)|20\d{2}年|\d{1,2}月\d{1,2}日/u;
const TIME = /(?<!\d)\d{1,2}\s?[:.h時点]\s?\d{2}(?!\d)|(?<!\d)\d{1,2}\s?[ap]\.?m(?!\p{L})/iu;
const END = /[:：]\s*$|-{2,}\s*$/u;
const DIGIT = /\d/;
const WORD_THEN_DIGIT = /^(?:\p{L}{1,12}[.,]{0,2}\s+)?\d/u;
const DRESS = /^[-–—‐_*\s\uFEFF]+/u;
/** Signs that turn the direction of writing, around addresses in Hebrew and Arabic. */
const DIRECTION = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const IN_BRACKETS = /[<([]\s?[^\s<>()[\]]+@[^\s<>()[\]]+\s?[>)\]]/u;
/** An address is the last thing in the line, as programs do that have no word for "wrote". */
const ENDS_IN_ADDRESS = /[>)\]]["\s]*[:：]\s*$/u;
const GOES_ON = /[:：]\s+\S/u;
/** "---- Some words ----": what it announces must look like an email. */
const DIVIDER = /^\s*[-–—‐]{3,}\s?[^\s-].{1,58}[^\s-]\s?[-–—‐]{3,}\s*$/u;
const MOST_IN_ONE = 500;
const MOST_LINES = 4;
/** How often the library is asked about one text: some of its patterns are slow. */
const MOST_ASKED = 60;

export const isBlank = (line: Line | undefined) => !line || line.text.trim() === "";

/** Returns whether a line is marked as quoted, by a sign or by the HTML. */
export const isMarked = (line: Line | undefined) =>
  line !== undefined && line.mark !== "own" && (!!line.mark || QUOTE_SIGN.test(line.text));

/** Finds where quotes begin in one text. */
export function openingsOf(lines: Line[]) {
  let asked = 0;
  const knownToLibrary = (text: string) => {
    if (text.length > 300 || asked >= MOST_ASKED) return false;
    asked += 1;
    return isKnownToLibrary(text);
  };
  /** Returns the last line of what announces a quote at this line, or null. */
  return (at: number): number | null => {
    const line = lines[at];
    if (!line || isBlank(line)) return null;
    return (
      separatorAt(lines, at) ?? headersAt(lines, at) ?? attributionAt(lines, at, knownToLibrary)
    );
  };
}

const isKnownToLibrary = (text: string) =>
  new EmailReplyParser()
    .read(`\n${text}`)
    .getFragments()
    .some((fragment) => fragment.isQuoted());

/** "-----Original Message-----", and "Begin forwarded message:" with its headers below. */
function separatorAt(lines: Line[], at: number): number | null {
  const text = lines[at]!.text;
  if (text.length > 120) return null;
  const next = nextFull(lines, at + 1);
  if (SEPARATOR.test(text)) return headersAt(lines, next, true) ?? at;
  const isLoose = FORWARDED.test(text.trim()) || DIVIDER.test(text);
  if (!isLoose) return null;
  if (isMarked(lines[next]) && FORWARDED.test(text.trim())) return at;
  return headersAt(lines, next, true);
}

const nextFull = (lines: Line[], from: number) => {
  let at = from;
  while (at < lines.length && at < from + 4 && isBlank(lines[at])) at += 1;
  return at;
};

/** "From: … Sent: … To: … Subject: …", in any order and language. */
function headersAt(lines: Line[], at: number, isAnnounced = false): number | null {
  if (!lines[at] || !fieldIn(lines[at].text)) return null;
  const { fields, last } = fieldsFrom(lines, at);
  const from = fields.get("from");
  if (from === undefined) return null;
  if (isAnnounced) return fields.size > 1 && hasProof(from, fields) ? last : null;
  return fields.size > 2 && isOfAnEmail(from, fields) ? last : null;
}

const hasProof = (from: string, fields: Map<string, string>) =>
  ADDRESS.test(from) || DATE.test(fields.get("sent") ?? "") || fields.size > 2;

/** People type "From: Lyon, To: Paris, Date: Friday" too. */
function isOfAnEmail(from: string, fields: Map<string, string>): boolean {
  const [sent, to] = [fields.get("sent") ?? "", fields.get("to") ?? ""];
  if (DATE.test(sent)) return ADDRESS.test(from) || TIME.test(sent);
  return ADDRESS.test(from) && ADDRESS.test(to) && fields.has("subject");
}

/** The fields from one line on; a long one goes on in the lines below it. */
function fieldsFrom(lines: Line[], at: number) {
  const fields = new Map<string, string>();
  let last = at;
  for (let next = at; next < lines.length && next <= last + 3; next += 1) {
    if (isBlank(lines[next]) && isBlank(lines[next + 1])) break;
    const found = fieldIn(lines[next]!.text);
    if (!found) continue;
    if (found.field !== "cc" && fields.has(found.field)) break;
    fields.set(found.field, found.value || (lines[next + 1]?.text ?? ""));
    last = next;
  }
  return { fields, last };
}

type Asked = (text: string) => boolean;

/** "On Friday, 20 November 2026, Ana Silva wrote:", over up to four lines. */
function attributionAt(lines: Line[], at: number, knownToLibrary: Asked): number | null {
  if (isMarked(lines[at])) return null;
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
  if (!has.verb && !has.address) return false;
  if (!END.test(text)) return isFollowed && isBare(facts, has);
  return beginsHere(facts, has) && (isFollowed || isSure(facts, has));
}

type Has = { verb: boolean; address: boolean; date: boolean; time: boolean };

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
  return isDated || (has.address && (has.date || has.time));
}

/** Whether this line is the first of the announcement, and none of its lines is the reply's. */
function beginsHere({ lines, at, end, text }: Facts, has: Has): boolean {
  if (end === at) return true;
  if (!has.date && !has.time) return false;
  const first = bare(lines[at]!.text);
  if (beginsLater(lines, at, end)) return false;
  if (OPENING_WORD.test(first) && DIGIT.test(first)) return true;
  if (WORD_THEN_DIGIT.test(first) && has.address) return true;
  return (WROTE_WORD.test(first) || ADDRESS.test(first)) && text.length < 300;
}

const bare = (text: string) => text.replace(DRESS, "");

/** Whether a line further down is the whole beginning of an announcement by itself. */
function beginsLater(lines: Line[], at: number, end: number): boolean {
  for (let next = at + 1; next <= end; next += 1) {
    const rest = lines.slice(next, end + 1).map(({ text }) => text.trim());
    const text = rest.join(" ");
    const isWhole = DATE.test(text) && (WROTE_WORD.test(text) || ADDRESS.test(text));
    if (isWhole && OPENING_WORD.test(bare(text)) && DIGIT.test(rest[0]!)) return true;
  }
  return false;
}
