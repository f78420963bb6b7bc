// No line of code is longer than 120 characters: npm run check names each that is. The formatter
// breaks neither a text nor a comment.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMain, root, say, ToolFailed } from "./step.mjs";

const MOST = 120;
const READ = ["src", "tests", "scripts", "bench"];
const NOT_READ = /^(bench\/results|src\/db\/generated)\/|\/(\.next|node_modules)\//;
const CODE = /\.(ts|tsx|mjs|js|css)$/;

/**
 * What may be long: a line with a URL; one of SQL, told by a keyword and a quoted column or a
 * parameter; a regular expression; and the proxy's matcher, since Next reads it as one literal.
 */
const LINK = /https?:\/\//;
/** One regular expression, which cannot be broken without becoming a text. */
const PATTERN = /^\s*(\w+: )?\/.+\/[a-z]*[,;]?$/;
const MATCHER = /^\s*"\/\(\(\?!_next\//;
const SQL =
  /\b(SELECT|FROM|JOIN|WHERE|AND|INSERT INTO|VALUES|UPDATE|SET|RETURNING|ORDER BY)\b.*("[A-Za-z]+"|\$\d|\$\{)/;

/** Returns the lines of a text that are too long, each as "file:line: length". */
export function longIn(file, text) {
  return text.split("\n").flatMap((line, index) => {
    const { length } = [...line];
    return length > MOST && ![LINK, SQL, PATTERN, MATCHER].some((allowed) => allowed.test(line))
      ? [`${file}:${index + 1}: ${length} characters`]
      : [];
  });
}

/** Throws with every line below a folder that is too long. */
export function checkLineLength(folder = root) {
  const found = READ.flatMap((name) =>
    readdirSync(join(folder, name), { recursive: true })
      .map((file) => `${name}/${file.replaceAll("\\", "/")}`)
      .filter((file) => CODE.test(file) && !NOT_READ.test(file)),
  ).flatMap((file) => longIn(file, readFileSync(join(folder, file), "utf8")));
  if (found.length > 0)
    throw new ToolFailed(`${found.join("\n")}\n${found.length} lines over ${MOST} characters.`);
}

try {
  if (isMain(import.meta.url)) checkLineLength();
} catch (error) {
  if (!(error instanceof ToolFailed)) throw error;
  say(error.message);
  process.exitCode = 1;
}
