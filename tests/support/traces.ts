import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

type Query = <Row>(sql: string) => Promise<Row[]>;
/** Returns what a cipher of ours says; null for bytes that are none, or whose key is not ours. */
type Unsealed = (bytes: Buffer) => string | null;

/**
 * Every place where a token can be found: tables of every schema of the database, in plain columns of any type,
 * in bytes read as text and in ciphers whose key is ours, and files below a folder. Returns
 * "schema.Table.column", and paths.
 */
export async function tracesOf(
  token: string,
  { query, folder, unsealed }: { query: Query; folder: string; unsealed: Unsealed },
): Promise<string[]> {
  const found = new Set<string>();
  const has = hasToken(token, unsealed);
  const tables = await query<{ schema: string; name: string }>(`
    SELECT n.nspname AS "schema", c.relname AS "name" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND n.nspname NOT LIKE 'pg\\_toast%'`);
  for (const { schema, name } of tables) {
    const rows = await query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(one) AS "row" FROM "${schema}"."${name}" one`,
    );
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row))
        if (has(value)) found.add(`${schema}.${name}.${column}`);
  }
  for (const path of await filesIn(folder))
    if (has(`\\x${(await readFile(path)).toString("hex")}`) || has(path))
      found.add(`store: ${relative(folder, path)}`);
  return [...found].toSorted();
}

function hasToken(token: string, unsealed: Unsealed) {
  const sought = token.toLowerCase();
  const within = (text: string) => text.toLowerCase().includes(sought);
  const has = (value: unknown): boolean => {
    if (typeof value === "string") {
      if (within(value)) return true;
      if (!value.startsWith("\\x")) return false;
      const bytes = Buffer.from(value.slice(2), "hex");
      return within(bytes.toString("latin1")) || within(unsealed(bytes) ?? "");
    }
    return typeof value === "object" && value !== null && Object.values(value).some(has);
  };
  return has;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}
