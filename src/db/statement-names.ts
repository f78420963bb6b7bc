import { createHash } from "node:crypto";

const names = new Map<string, string>();
/** More distinct texts than the product has; past it statements stay unnamed, so that a connection never holds more. */
const MOST_NAMES = 300;

/**
 * Names a statement by its text, so that the server plans it once a connection, and one name is one text in
 * every process: behind a pooler they share the server's connections. An empty name prepares nothing.
 */
export function nameStatement({ sql }: { sql: string }): string {
  const name = names.get(sql);
  if (name !== undefined || names.size >= MOST_NAMES) return name ?? "";
  const made = `q${createHash("sha256").update(sql).digest("base64url").slice(0, 22)}`;
  names.set(sql, made);
  return made;
}
