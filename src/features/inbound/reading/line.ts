/**
 * A line of a text, and what the email said of it beside its words: surely quoted, perhaps, quoted
 * from here on, or surely not.
 */
export type Line = { text: string; mark?: "quoted" | "indented" | "from-here" | "own" };

/** ">", and "MH>" as some programs put the writer's initials before it. */
const QUOTE_SIGN = /^[\s\uFEFF\u200B]{0,3}(?:[>＞]|\p{Lu}{2,4}>\s)/u;
export const ADDRESS = /[^\s<>()[\]",;:]@[^\s<>()[\]",;:]+\.[^\s<>()[\]",;:]/u;
export const DATE =
  /(?<!\d)(?:19|20)\d{2}(?!\d)|(?<!\d)\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}(?!\d)|20\d{2}年|\d{1,2}月\d{1,2}日/u;
/** "10:12", "10.12", "10h12", "10 am", and no part of a date. */
export const TIME =
  /(?<![\d./])\d{1,2}\s?[:.h時点]\s?\d{2}(?!\d|[./]\d)|(?<!\d)\d{1,2}\s?[ap]\.?m(?!\p{L})/iu;

export const isBlank = (line: Line | undefined) => !line || line.text.trim() === "";

/** Returns whether a line is marked as quoted, by a sign or by the HTML. */
export const isMarked = (line: Line | undefined) =>
  line !== undefined && line.mark !== "own" && (!!line.mark || QUOTE_SIGN.test(line.text));

/** Returns where the next line is that is not blank; a few blank ones may be before it. */
export function nextFull(lines: Line[], from: number): number {
  let at = from;
  while (at < lines.length && at < from + 6 && isBlank(lines[at])) at += 1;
  return at;
}
