import type { DomNode, FormatCallback } from "html-to-text";
import type { Line } from "./line";

// Private characters that mark the lines of the text; those in an email itself are removed first.
const QUOTED = "\uE0F1";
const INDENTED = "\uE0F2";
const FROM_HERE = "\uE0F3";
export const PRIVATE = /[\uE0F1-\uE0F3]/g;
const SURE_FIRST = /^[\uE0F1\uE0F3]/;
const MARK_OF = { [QUOTED]: "quoted", [INDENTED]: "indented", [FROM_HERE]: "from-here" } as const;

/** Returns a line of the text with its mark beside it. */
export function unmarked(line: string): Line {
  const at = line.search(PRIVATE);
  const text = line.replace(PRIVATE, "");
  return at === -1 ? { text } : { text, mark: MARK_OF[line[at] as keyof typeof MARK_OF] };
}

type Walk = Parameters<FormatCallback>[1];
type Builder = Parameters<FormatCallback>[2];
/** What one conversion knows of where it is. */
export type State = { isInQuote: boolean };
/** The metadata given to `convert`, which its types do not know of. */
const stateOf = (builder: Builder) => (builder as Builder & { metadata: State }).metadata;

const marking = (mark: string) => (text: string) =>
  text
    .split("\n")
    .map((line) => {
      if (mark === INDENTED && SURE_FIRST.test(line)) return line;
      return mark + line.replace(PRIVATE, "");
    })
    .join("\n");

/** Puts a mark before every line of some nodes; within a quote there is nothing more to mark. */
function addMarked(mark: string, nodes: DomNode[], walk: Walk, builder: Builder): void {
  const state = stateOf(builder);
  const { isInQuote } = state;
  state.isInQuote = isInQuote || mark === QUOTED;
  addBlock(nodes, walk, builder, isInQuote ? undefined : marking(mark));
  state.isInQuote = isInQuote;
}

function addBlock(
  nodes: DomNode[],
  walk: Walk,
  builder: Builder,
  blockTransform?: (text: string) => string,
): void {
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(nodes, builder);
  builder.closeBlock({ trailingLineBreaks: 2, ...(blockTransform && { blockTransform }) });
}

const block =
  (mark: string): FormatCallback =>
  (elem, walk, builder) =>
    addMarked(mark, elem.children, walk, builder);

const plain: FormatCallback = (elem, walk, builder) => addBlock(elem.children, walk, builder);

/**
 * Gmail, Proton and others put the line above the quote and the quote in one container; between two
 * quotes of it are answers. A forwarded email is quoted as a whole.
 */
const container: FormatCallback = (elem, walk, builder) => {
  const { children } = elem;
  const quote = children.findIndex(isBlockquote);
  const isForwarded = children.some((child) => count(child, isSenderName) > 0);
  const isWhole = children.every((child) => count(child, isBlockquote) === 0);
  if (isForwarded || isWhole) return addMarked(QUOTED, children, walk, builder);
  if (quote > 0) addMarked(QUOTED, children.slice(0, quote), walk, builder);
  addBlock(children.slice(Math.max(quote, 0)), walk, builder);
};

/** Outlook and Zimbra quote everything from this element on. */
const fromHere: FormatCallback = (elem, walk, builder) => {
  const mark = stateOf(builder).isInQuote ? "" : FROM_HERE;
  builder.openBlock({ leadingLineBreaks: 2 });
  if (mark) builder.addLiteral(mark);
  walk(elem.children, builder);
  builder.closeBlock({ trailingLineBreaks: 2 });
};

/** Outlook draws a line above the headers of what it quotes, in words of any language. */
const lined: FormatCallback = (elem, ...rest) =>
  (count(elem, isLabel) > 2 ? fromHere : plain)(elem, ...rest);

/** A line to the left of a text says that it is quoted. */
const barred: FormatCallback = (elem, ...rest) =>
  (/border-left(?:-width)?\s*:\s*(?!none|0)/i.test(elem.attribs?.style ?? "")
    ? block(QUOTED)
    : elem.name === "blockquote"
      ? block(INDENTED)
      : plain)(elem, ...rest);

const isBlockquote = (node: DomNode) => node.name === "blockquote";
const isSenderName = (node: DomNode) => /\bgmail_sendername\b/.test(node.attribs?.class ?? "");
const isLabel = (node: DomNode) =>
  (node.name === "b" || node.name === "strong") && /[:：]\s*$/u.test(wordsOf(node));

/** How deep a container is looked into. */
const DEEPEST = 60;
function count(node: DomNode, isWanted: (node: DomNode) => boolean, depth = 0): number {
  if (depth > DEEPEST) return 0;
  return (node.children ?? []).reduce(
    (sum, child) => sum + count(child, isWanted, depth + 1),
    Number(isWanted(node)),
  );
}
const wordsOf = (node: DomNode, depth = 0): string =>
  depth > DEEPEST
    ? ""
    : (node.data ?? (node.children ?? []).map((child) => wordsOf(child, depth + 1)).join(""));

const quoted = (selector: string) => ({ selector, format: "quotedBlock" });
const held = (selector: string) => ({ selector, format: "quoteContainer" });
const below = (selector: string) => ({ selector, format: "fromHere" });

/** How each mail program marks its quotes. */
export const MARKS = [
  { selector: "blockquote", format: "indentedBlock" },
  quoted("blockquote[type=cite]"),
  quoted("blockquote[cite]"),
  ...["gmail_quote", "protonmail_quote", "tutanota_quote", "front-blockquote"].map((name) =>
    quoted(`blockquote.${name}`),
  ),
  ...["blockquote_zmail", "mail-app-auto-quote", "isReplyContent"].map((id) =>
    quoted(`blockquote#${id}`),
  ),
  { selector: 'blockquote[style*="border-left"]', format: "barred" },
  { selector: 'div[style*="border-left"]', format: "barred" },
  quoted("div.gmail_attr"),
  quoted("div.moz-cite-prefix"),
  quoted("div.moz-forward-container"),
  quoted("div[name=quote]"),
  quoted("div[name=messageReplySection]"),
  quoted("div[class*=yahoo_quoted]"),
  quoted("p#reply-intro"),
  held("div.gmail_quote"),
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

export const FORMATTERS = {
  quotedBlock: block(QUOTED),
  indentedBlock: block(INDENTED),
  quoteContainer: container,
  fromHere,
  lined,
  barred,
};
