// Words this project has given up, where they have crept back in: npm run check names each, with the word to use.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMain, root, say, ToolFailed } from "./step.mjs";

/** What each word is given up for. A pattern says the sense too: "leaves nothing behind" is good English. */
const RETIRED = [
  [/\bletters?\b/i, "email; of the alphabet: character"],
  [
    /\b(leaves?|leaving)(?=\s*([.,;:"`)]|$)|\s+(at|on|by|in|as|to|once|now|with|again|before)\b)/i,
    "is sent, send (of mail); otherwise say what is left",
  ],
  [
    /\b(has|have|had|it|they|email|thank-you|check-back) left\b(?! (it|over|half)\b)/i,
    "has been sent",
  ],
  [/\b(what|that|which) left\b/i, "was sent"],
  [/\bwithdr(aw|awn|aws|ew)\b/i, "cancelled, revoked, deleted"],
  [/\b(taken|takes?|took) back\b/i, "cancelled, undone, rolled back"],
  [/\btongues?\b/i, "locale, language"],
  [/\bdoors?\b/i, "gateway, transport, storage driver, route"],
  [/\bcarriers?\b/i, "worker, delivery"],
  [/\bfates?\b/i, "status"],
  [/standstill/i, "stall"],
  [/(?<![a-z])fold(s|ed|ing)?\b|Folds?\b/, "Disclosure; open, closed"],
  [/\blook=(?=")/, "variant="],
  [/\bnews\b/i, "update frequency, updates"],
  [/(?<!web)\bhook(s|ed)?\b/i, "webhook"],
  [/\bstop[- ]links?\b/i, "unsubscribe link"],
  [/^\s*(\/\*\*|\*|\/\/)\s*Answers\b/, "Returns (in a docstring)"],
  [/\b(is|are|was|were|be|been) told of\b/i, "is shown, is emailed about, hears about"],
  [/\b(opens|(can|will|would) open) nothing\b/i, "no longer works"],
  [/\bstands?\b(?!-)/i, "is, appears, stays, applies"],
  [/\bnowhere\b/i, "not … anywhere"],
  [/\b(trouble\.tsx|front\.ts|or-not-found)\b/, "error-message, fast-path, page-params"],
  [/\bmend(s|ed|ing)?\b/i, "fix, repair"],
  [/\b(const|let|function) (told|looked|known|kept)\b/, "message, seenIds, existing, cached"],
];

/** Where a retired word is right, and why. A line is allowed when it holds the text. */
const ALLOWED = [
  ["src/lib/tokens.ts", '"letter"', "a label that sealed rows are bound to"],
  ["bench/export.mjs", '"letter"', "a label that sealed rows are bound to"],
  ["src/lib/tokens.ts", '"stop-link"', "a label that sealed rows are bound to"],
  ["src/lib/tokens.ts", '"mail-hook"', "a label that sealed rows are bound to"],
  ["src/queue/boss.ts", "carry-letters", "a queue that older versions made and this one deletes"],
  ["src/features/emails/events", "letter", "the tag on emails that older versions sent"],
  ["tests/integration/outbox.test.ts", '"letter"', "the tag on emails that older versions froze"],
  ["src/mail/words.ts", "letter", "the tag on emails that older versions froze"],
  ["next.config.ts", "/letters", "an old address that redirects"],
  ["tests/e2e/", "/letters/1", "an old address that redirects"],
  ["tests/start/earlier-data.sql", "", "rows as an older version made them"],
  ["tests/start/migration-size.test.ts", "", "ten thousand rows as an older version made them"],
  ["src/features/inbound/", "fold", "a quoted email is folded away, as mail programs say"],
  ["src/features/inbound/", "Fold", "a quoted email is folded away, as mail programs say"],
  ["tests/rules/re", "fold", "a quoted email is folded away, as mail programs say"],
  ["tests/support/replies.ts", "fold", "a quoted email is folded away, as mail programs say"],
  ["bench/replies.mjs", "fold", "a quoted email is folded away, as mail programs say"],
  ["tests/corpus/pre-send/", '"text":', "texts as people write them"],
  ["src/lib/log.ts", "hooks: {", "the name of pino's own option"],
];

/**
 * What is read: all that a person reads, but not what is past (migrations, the changelog, results),
 * made or these lists.
 */
const READ = [
  "src",
  "tests",
  "docs",
  "scripts",
  "bench",
  "prisma/schema",
  "README.md",
  "ARCHITECTURE.md",
  ".env.example",
  "next.config.ts",
];
const NOT_READ =
  /^(bench\/results|src\/db\/generated)\/|\/(\.next|node_modules)\/|(^|\/)words\.(mjs|test\.ts)$/;
const TEXT = /\.(ts|tsx|mjs|js|json|css|md|prisma|sql|sh)$|^\.env\.example$/;

/** Returns the retired words of a text, each as "file:line: word → what to use". */
export function retiredIn(file, text) {
  return text.split("\n").flatMap((line, index) =>
    RETIRED.flatMap(([pattern, use]) => {
      const word = pattern.exec(line)?.[0].trim();
      return word && !isAllowed(file, line) ? [`${file}:${index + 1}: “${word}” → ${use}`] : [];
    }),
  );
}

const isAllowed = (file, line) =>
  ALLOWED.some(([where, text]) => file.startsWith(where) && line.includes(text));

/** Throws with every retired word below a folder. */
export function checkWords(folder = root) {
  const found = READ.flatMap((name) => filesIn(folder, name)).flatMap((file) =>
    retiredIn(file, readFileSync(join(folder, file), "utf8")),
  );
  if (found.length > 0)
    throw new ToolFailed(`${found.join("\n")}\n${found.length} retired words (scripts/words.mjs).`);
}

function filesIn(folder, name) {
  if (TEXT.test(name)) return [name];
  return readdirSync(join(folder, name), { recursive: true })
    .map((file) => `${name}/${file.replaceAll("\\", "/")}`)
    .filter((file) => TEXT.test(file) && !NOT_READ.test(file));
}

try {
  if (isMain(import.meta.url)) checkWords();
} catch (error) {
  if (!(error instanceof ToolFailed)) throw error;
  say(error.message);
  process.exitCode = 1;
}
