import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";

type Query = <Row>(sql: string) => Promise<Row[]>;
/** Returns what a cipher of ours says; null for bytes that are none, or whose key is not ours. */
type Unsealed = (bytes: Buffer) => string | null;

type Where = { query: Query; folder: string; unsealed: Unsealed };

/** Every place where a token can be found, as `tracesOfEach` looks for them. */
export async function tracesOf(token: string, where: Where): Promise<string[]> {
  return (await tracesOfEach([token], where))[token]!;
}

/**
 * Every place where each token can be found: tables of every schema of the database, in plain columns of any type,
 * in bytes read as text and in ciphers whose key is ours, and files below a folder. Returns
 * "schema.Table.column", and paths. All are looked for in one pass.
 */
export async function tracesOfEach(
  tokens: string[],
  { query, folder, unsealed }: Where,
): Promise<Record<string, string[]>> {
  const found = new Map(tokens.map((token) => [token, new Set<string>()]));
  const look = (value: unknown, where: string) => {
    for (const text of textsIn(value, unsealed))
      for (const token of tokens)
        if (text.includes(token.toLowerCase())) found.get(token)!.add(where);
  };
  const tables = await query<{ schema: string; name: string }>(`
    SELECT n.nspname AS "schema", c.relname AS "name" FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      AND n.nspname NOT LIKE 'pg\\_toast%'`);
  for (const { schema, name } of tables) {
    const rows = await query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(one) AS "row" FROM "${schema}"."${name}" one`,
    );
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row)) look(value, `${schema}.${name}.${column}`);
  }
  for (const path of await filesIn(folder)) {
    look(`\\x${(await readFile(path)).toString("hex")}`, `store: ${relative(folder, path)}`);
    look(path, `store: ${relative(folder, path)}`);
  }
  return Object.fromEntries([...found].map(([token, places]) => [token, [...places].toSorted()]));
}

/** Every text that a value of a row says, in lower case. */
function textsIn(value: unknown, unsealed: Unsealed): string[] {
  if (typeof value === "object" && value !== null)
    return Object.values(value).flatMap((inner) => textsIn(inner, unsealed));
  if (typeof value !== "string") return [];
  const texts = [value];
  if (value.startsWith("\\x")) {
    const bytes = Buffer.from(value.slice(2), "hex");
    texts.push(bytes.toString("latin1"), unsealed(bytes) ?? "");
  }
  return texts.map((text) => text.toLowerCase());
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}
