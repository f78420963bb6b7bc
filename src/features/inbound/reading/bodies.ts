import { foldLines, type Folded, linesOfText, MOST_CHARACTERS, unfolded } from "./fold";
import { linesOfFlowed } from "./flowed";
import { linesOfHtml, withoutTags } from "./html";
import type { Line } from "./line";

/** The whole text of an email, and its two parts. */
export type Body = Folded & { text: string };

/** What a mail provider's API or the MIME parser gives of an email. */
type Bodies = {
  text?: string | null;
  html?: string | null;
  /** Of plain text that came as format=flowed. */
  flowed?: { hasDelSp: boolean } | null;
};

/**
 * Returns the text of an email, folded. Of its plain and its HTML body it is the plain one, unless
 * only the HTML says where the quote is.
 */
export function bodyOf(bodies: Bodies): Body {
  const plain = bodies.text?.trim() ? plainBody(bodies.text, bodies.flowed) : null;
  const html = bodies.html ?? "";
  if (html.length > MOST_CHARACTERS) return plain ?? wholeBody(withoutTags(html));
  const lines = linesOfHtml(html);
  if (!plain) return body(lines);
  const other = body(lines);
  if (!resembles(plain, other)) return other;
  const isMarked = lines.some(({ mark }) => mark === "quoted" || mark === "from-here");
  return isMarked && knowsBetter(other, plain) ? other : plain;
}

/** Whether the plain text is that of the HTML, and no "Please use another program". */
function resembles(plain: Body, html: Body): boolean {
  const whole = wordsOf(html.text);
  const words = [...wordsOf(plain.text)];
  return whole.size === 0 || 2 * words.filter((word) => whole.has(word)).length >= words.length;
}

function plainBody(text: string, flowed: Bodies["flowed"]): Body {
  if (text.length > MOST_CHARACTERS) return wholeBody(text);
  return body(flowed ? linesOfFlowed(text, flowed.hasDelSp) : linesOfText(text));
}

const wholeBody = (text: string): Body => ({ text, ...unfolded(text) });

const body = (lines: Line[]): Body => ({
  text: lines.map(({ text }) => text).join("\n"),
  ...foldLines(lines),
});

/** Whether the HTML has all that the plain text has, and tells reply and quote otherwise. */
function knowsBetter(html: Body, plain: Body): boolean {
  const [reply, other] = [wordsOf(html.reply), wordsOf(plain.reply)];
  if (isWithin(reply, other) && isWithin(other, reply)) return false;
  if (reply.size === 0 && other.size > 0) return false;
  return isWithin(other, wordsOf(html.text));
}

const LINK = /\bhttps?:\/\/\S+/gi;
const wordsOf = (text: string) =>
  new Set(
    text
      .replace(LINK, " ")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu),
  );

const isWithin = (words: Set<string>, whole: Set<string>) =>
  [...words].every((word) => whole.has(word));
