import ts from "typescript";

/** Attributes whose text a person reads or hears. */
const SPOKEN_ATTRIBUTE =
  /^(aria-label|about|above|alt|back|below|busy|confirm|description|heading|hint|label|placeholder|question|text|title|word)$/;
/** Properties whose text a person reads or hears, even where it is one word. */
const SPOKEN_PROPERTY =
  /^(about|cure|description|done|error|heading|hint|label|message|one|several|text|title|what|why|word)$/;
/** Calls whose text is for whoever runs the product, or for no person at all: `word` makes a pattern. */
const UNSPOKEN_CALL =
  /^(super|Error|TypeError|RangeError|Prisma\.\w+|sql|log\(\)\.\w+|\w*[lL]og\.\w+|new RegExp|word|\w*Schema\.parse)$/;
/** Fields of a schema, each of which begins with its label: `lib/fields`. */
const FIELD =
  /^(address|clockTime|day|holidayRegion|line|name|optional\w+|paragraph|wholeNumber|zone)$/;
/** Names that are the same in every language. */
const NAMES =
  /\b(Uptomark|Ines Duarte|Resend|Google|GitHub|Ctrl|Enter|Esc|UTC|CSV|Europe\/Lisbon)\b/g;

export type EnglishText = { line: number; text: string };

/** Returns the English that a file of the studio says to a person. A key of the message files is none. */
export function englishIn(file: string, code: string): EnglishText[] {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: EnglishText[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null && isEnglish(text, node)) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ line: line + 1, text: text.trim() });
    }
    if (!isUnspoken(node)) ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isJsxText(node) || ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    return node.text;
  if (ts.isTemplateExpression(node))
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("…");
  return null;
}

/** What holds no words for a person: imports, types, classes of a style, statements of the database, bugs. */
function isUnspoken(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isExpressionStatement(node) && ts.isStringLiteral(node.expression)) return true;
  if (ts.isTaggedTemplateExpression(node)) return true;
  if (ts.isJsxAttribute(node))
    return /^(className|style|d|href|id|name|rel)$/.test(node.name.getText());
  return (
    (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
    UNSPOKEN_CALL.test(node.expression.getText())
  );
}

function isEnglish(text: string, node: ts.Node): boolean {
  const words = text.replace(NAMES, "").replaceAll("…", " ");
  if (ts.isJsxText(node)) return /\p{L}/u.test(words);
  if (isSpoken(node)) return /\p{L}{2}/u.test(words) && !isKey(text) && !isCode(text);
  // Elsewhere a sentence gives itself away: it begins like one, or has several words and a full stop.
  return /^[A-Z][a-z’]+,? \p{L}/u.test(words) || /[a-z’]+ [a-z’]+.*[.?…]$/.test(words.trim());
}

/** A key of the message files, or the beginning of one. */
const isKey = (text: string) => /^[a-z]\w*(\.(\w+|…))+$/.test(text);

/** One word that begins in lower case, an address, or classes of a style. */
const isCode = (text: string) => /^([a-z][A-Za-z\d/-]*|\/[\w/…-]*|([a-z]+-\S+ ?)+)$/.test(text);

/** Whether what a text is part of is shown: a child of an element, an attribute or a property by its name. */
function isSpoken(node: ts.Node): boolean {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    if (ts.isJsxExpression(parent) && !ts.isJsxAttribute(parent.parent)) return true;
    if (ts.isJsxAttribute(parent)) return SPOKEN_ATTRIBUTE.test(parent.name.getText());
    if (ts.isPropertyAssignment(parent))
      return parent.initializer === at && SPOKEN_PROPERTY.test(parent.name.getText());
    if (ts.isCallExpression(parent))
      return parent.arguments[0] === at && FIELD.test(parent.expression.getText());
    const passes = ts.isConditionalExpression(parent)
      ? parent.condition !== at
      : ts.isParenthesizedExpression(parent) || isJoining(parent) || ts.isJsxExpression(parent);
    if (!passes) return false;
  }
  return false;
}

const isJoining = (node: ts.Node) =>
  ts.isBinaryExpression(node) && ["+", "??", "||"].includes(node.operatorToken.getText());
