const MOST_KEPT = 500;
const LONGEST = 2_000;
const shownBefore = new Map<string, string>();

/**
 * A statement as a span may show it: its values are parameters, and whatever is written in it all the same, a text or a
 * number, is shown as "?". At most 2,000 characters.
 */
export function shownSql(sql: string): string {
  const again = shownBefore.get(sql);
  if (again !== undefined) return again;
  const shown = sql
    .replace(/\b[eE]'(?:[^'\\]|\\.|'')*'/gs, "?")
    .replace(/\$(\w*)\$.*?\$\1\$/gs, "?")
    .replace(/'(?:[^']|'')*'/g, "?")
    .replace(/(?<![\w$".])\d[\w.]*/g, "?")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, LONGEST);
  if (shownBefore.size < MOST_KEPT) shownBefore.set(sql, shown);
  return shown;
}

/** What a statement does, in one word of few: SELECT, UPDATE, COMMIT … */
export function operationOf(sql: string): string {
  const word = /^[\s(]*([a-z]+)/i.exec(sql)?.[1]?.toUpperCase() ?? "";
  return OPERATIONS.has(word) ? word : "OTHER";
}

const OPERATIONS = new Set(
  "SELECT INSERT UPDATE DELETE WITH BEGIN COMMIT ROLLBACK SAVEPOINT RELEASE SET SHOW LOCK LISTEN NOTIFY COPY".split(
    " ",
  ),
);
