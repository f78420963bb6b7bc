import { createHash } from "node:crypto";
import { env } from "@/lib/env";

const names = new Map<string, string>();

// The web process holds two copies of this module, and development reloads it: they agree.
const cached = globalThis as unknown as { uptomarkOwnSessions?: boolean };

/**
 * Says whether this process's connections have a server session each. Behind a pooler that hands one session from
 * client to client a name may be there already, or be missing: then nothing is named.
 */
export function haveOwnSessions(own: boolean): void {
  cached.uptomarkOwnSessions = own;
}

/** Whether statements may be named. Behind a pooler they may not, until `checkPooler` has found out. */
export function mayNameStatements(): boolean {
  return cached.uptomarkOwnSessions ?? !env().DIRECT_DATABASE_URL;
}
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
