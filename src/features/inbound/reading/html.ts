import { compile, type HtmlToTextOptions } from "html-to-text";
import { MOST_CHARACTERS } from "./fold";
import { FORMATTERS, MARKS, PRIVATE, type State, unmarked } from "./html-marks";
import type { Line } from "./line";

const DEEPEST = 500;
const TAG = /<(\/?)([a-z][a-z0-9]*)/gi;
/** Elements that end by themselves, or where the next one begins. */
const NEVER_CLOSED = new Set(
  "area base br col dd dt embed hr img input li link meta option p source tbody td th tr wbr".split(
    " ",
  ),
);
const EMBEDDED = /\b(src|href)\s*=\s*(["'])data:[^"']*\2/gi;

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxInputLength: MOST_CHARACTERS },
  formatters: FORMATTERS,
  // All of it: of two parts one may have a body element, and the other none.
  baseElements: { selectors: [] },
  selectors: [
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
    ...["head", "title", "style", "script", "img"].map((selector) => ({
      selector,
      format: "skip",
    })),
    { selector: "hr", options: { length: 30 } },
    { selector: "ul", options: { itemPrefix: " - " } },
    ...["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({
      selector,
      options: { uppercase: false },
    })),
    { selector: "tr", format: "block" },
    ...["td", "th"].map((selector) => ({
      selector,
      format: "inlineSurround",
      options: { suffix: " " },
    })),
    ...MARKS,
  ],
};

/** Its types do not know of the second argument, which formatters get as `metadata`. */
const convert = compile(OPTIONS) as (html: string, metadata: State) => string;

/** Returns the text of an HTML body, line by line, with what its elements say of quotes. */
export function linesOfHtml(html: string): Line[] {
  const small = html.replace(EMBEDDED, "").replace(PRIVATE, "");
  const text = isTooDeep(small) ? withoutTags(small) : convert(small, { isInQuote: false });
  return text.split("\n").map(unmarked);
}

/** Elements within one another deeper than any mail program makes them are not told apart. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, end, name] of html.matchAll(TAG)) {
    if (NEVER_CLOSED.has(name!.toLowerCase())) continue;
    depth += end ? -1 : 1;
    if (depth > DEEPEST) return true;
  }
  return false;
}

/** Returns the words of an HTML body that is too large or too deep to be read as one. */
export const withoutTags = (html: string) => html.replace(/<[^<>]*>/g, "\n");
