import { convert, type DomNode, type FormatCallback, type HtmlToTextOptions } from "html-to-text";
import { MOST_CHARACTERS } from "./fold";
import type { Line } from "./openings";

const DEEPEST = 1000;

// Private characters that mark the lines of the text; those in an email itself are removed first.
const QUOTED = "\uE0F1";
const INDENTED = "\uE0F2";
const FROM_HERE = "\uE0F3";
const PRIVATE_FIRST = /^[\uE0F1\uE0F3]/;
const MARKS_IN_LINE = /[\uE0F1-\uE0F3]/g;
/** Where elements are too deep in one another to be read. */
const CUT = "\uE0F4";
const PRIVATE = /[\uE0F1-\uE0F4]/g;
const EMBEDDED = /\b(src|href)\s*=\s*(["'])data:[^"']*\2/gi;

type Walk = Parameters<FormatCallback>[1];
type Builder = Parameters<FormatCallback>[2];
/** What one conversion knows of where it is. */
type State = { isInQuote: boolean };
/** The metadata given to `convert`, which its types do not know of. */
const stateOf = (builder: Builder) => (builder as Builder & { metadata: State }).metadata;

const has = (node: DomNode, isWanted: (node: DomNode) => boolean): boolean =>
  isWanted(node) || (node.children ?? []).some((child) => has(child, isWanted));
const isBlockquote = (node: DomNode) => node.name === "blockquote";

const marking = (mark: string) => (text: string) =>
  text
    .split("\n")
    .map((line) => {
      if (mark === INDENTED && PRIVATE_FIRST.test(line)) return line;
      return mark + line.replace(MARKS_IN_LINE, "");
    })
    .join("\n");

/** Puts a mark before every line of some nodes; within a quote there is nothing more to mark. */
function addMarked(mark: string, nodes: DomNode[], walk: Walk, builder: Builder): void {
  const state = stateOf(builder);
  const { isInQuote } = state;
  state.isInQuote = isInQuote || mark === QUOTED;
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(nodes, builder);
  builder.closeBlock({
    trailingLineBreaks: 2,
    ...(isInQuote ? {} : { blockTransform: marking(mark) }),
  });
  state.isInQuote = isInQuote;
}

const block =
  (mark: string): FormatCallback =>
  (elem, walk, builder) =>
    addMarked(mark, elem.children, walk, builder);

/** Gmail, Proton and others put the line above the quote and the quote in one container. */
const container: FormatCallback = (elem, walk, builder) => {
  const quote = elem.children.findIndex((child) => has(child, isBlockquote));
  if (quote === -1) return addMarked(QUOTED, elem.children, walk, builder);
  addMarked(QUOTED, elem.children.slice(0, quote), walk, builder);
  addBlock(elem.children.slice(quote), walk, builder);
};

function addBlock(nodes: DomNode[], walk: Walk, builder: Builder): void {
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(nodes, builder);
  builder.closeBlock({ trailingLineBreaks: 2 });
}
const plain: FormatCallback = (elem, walk, builder) => addBlock(elem.children, walk, builder);

/** Outlook and Zimbra quote everything from this element on. */
const fromHere: FormatCallback = (elem, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2 });
  if (!stateOf(builder).isInQuote) builder.addLiteral(FROM_HERE);
  walk(elem.children, builder);
  builder.closeBlock({ trailingLineBreaks: 2 });
};

const isLabel = (node: DomNode) =>
  isElement(node, "b", "strong") && /[:：]\s*$/u.test(wordsOf(node));
const isElement = (node: DomNode, ...names: string[]) => names.includes(node.name ?? "");
const wordsOf = (node: DomNode): string => node.data ?? (node.children ?? []).map(wordsOf).join("");
const countOf = (node: DomNode, isWanted: (node: DomNode) => boolean): number =>
  (node.children ?? []).reduce(
    (sum, child) => sum + countOf(child, isWanted),
    Number(isWanted(node)),
  );

/** Outlook draws a line above the headers of what it quotes, in words of any language. */
const lined: FormatCallback = (elem, ...rest) =>
  (countOf(elem, isLabel) > 2 ? fromHere : plain)(elem, ...rest);

const quoted = (selector: string) => ({ selector, format: "quotedBlock" });
const held = (selector: string) => ({ selector, format: "quoteContainer" });
const below = (selector: string) => ({ selector, format: "fromHere" });

/** How each mail program marks its quotes. */
const MARKS = [
  { selector: "blockquote", format: "indentedBlock" },
  quoted("blockquote[type=cite]"),
  quoted("blockquote[cite]"),
  quoted("blockquote[class*=quote]"),
  quoted("blockquote[id*=quote]"),
  quoted('blockquote[style*="border-left"]'),
  quoted('div[style*="border-left"]'),
  quoted("div.gmail_attr"),
  quoted("div.moz-cite-prefix"),
  quoted("div.moz-forward-container"),
  quoted("div[name=quote]"),
  quoted("div[name=messageReplySection]"),
  quoted("div[class*=yahoo_quoted]"),
  quoted("p#reply-intro"),
  held("div.gmail_quote"),
  held("div.gmail_extra"),
  held("div.protonmail_quote"),
  held("div[class*=zmail_extra]"),
  held("div.freshdesk_quote"),
  { selector: 'div[style*="border-top"]', format: "lined" },
  below("div#divRplyFwdMsg"),
  below("div#OLK_SRC_BODY_SECTION"),
  below("span#OLK_SRC_BODY_SECTION"),
  below("div#mail-editor-reference-message-container"),
  below("div[data-marker=__HEADERS__]"),
  below("hr#stopSpelling"),
];

const OPTIONS: HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: DEEPEST, maxInputLength: MOST_CHARACTERS, ellipsis: CUT },
  formatters: {
    quotedBlock: block(QUOTED),
    indentedBlock: block(INDENTED),
    quoteContainer: container,
    fromHere,
    lined,
  },
  selectors: [
    { selector: "a", options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
    { selector: "img", format: "skip" },
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

/** Returns the text of an HTML body, line by line, with what its elements say of quotes. */
export function linesOfHtml(html: string): Line[] {
  const small = html.replace(EMBEDDED, "").replace(PRIVATE, "");
  return textOf(small).split("\n").map(lineOf);
}

/** Elements within one another deeper than any mail program makes them are not told apart. */
function textOf(html: string): string {
  const text = convert(html, OPTIONS, { isInQuote: false } satisfies State);
  return text.includes(CUT) ? withoutTags(html) : text;
}

/** Returns the words of an HTML body that is too large or too deep to be read as one. */
export const withoutTags = (html: string) => html.replace(/<[^<>]*>/g, "\n");

const MARK_OF = { [QUOTED]: "quoted", [INDENTED]: "indented", [FROM_HERE]: "from-here" } as const;

function lineOf(line: string): Line {
  const text = line.replace(PRIVATE, "");
  const at = line.search(MARKS_IN_LINE);
  if (at === -1) return { text };
  return { text, mark: MARK_OF[line[at] as keyof typeof MARK_OF] };
}
