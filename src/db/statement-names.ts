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

/** Returns the name, or none where sessions are shared. Behind a pooler they are, until `checkPooler` has found out. */
export function nameIfOwn(name: string): string | undefined {
  return (cached.uptomarkOwnSessions ?? !env().DIRECT_DATABASE_URL) ? name : undefined;
}
/** More distinct texts than the product has; past it statements stay unnamed, so that a connection never holds more. */
const MOST_NAMES = 300;

/**
 * Names a statement by its text, so that the server plans it once a connection, and one name is one text in
 * every process: behind a pooler they share the server's connections. An empty name prepares nothing.
 */
export function nameStatement({ sql }: { sql: string }): string {
  if (!nameIfOwn(sql)) return "";
  const name = names.get(sql);
  if (name !== undefined || names.size >= MOST_NAMES) return name ?? "";
  const made = `q${createHash("sha256").update(sql).digest("base64url").slice(0, 22)}`;
  names.set(sql, made);
  return made;
}
