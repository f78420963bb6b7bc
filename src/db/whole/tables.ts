import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { escapeIdentifier, type Client } from "pg";
import { to } from "pg-copy-streams";

/** A table as a backup has it: the columns in the order of its rows, and those that order them. */
export type CopiedTable = { name: string; columns: string[]; key: string[] };

/** What a backup does not have, and why. Every other table of the database goes along, also one made later. */
export const LEFT_OUT: Record<string, string> = {
  _prisma_migrations: "written anew by the restore, which applies the migrations",
  AddressChange: "links to confirm an address: one that was used since could be used again",
  ApiToken: "what other programs read with: one that was revoked since would read again",
  BackupState: "when this install was backed up, which is of no use in another",
  PasskeyChallenge: "what a device was asked to sign in the last minutes",
  RateLimiterFlexible: "counters of the last minutes",
  Session: "who was signed in: one that was signed out since would be signed in again",
  VerificationToken: "sign-in links: one that was used since could be used again",
};

const COLUMNS = `
  SELECT c.relname AS "table", a.attname AS "name", format_type(a.atttypid, NULL) AS "type",
    coalesce(array_position(i.indkey::int2[], a.attnum), 0) AS "keyAt"
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  ORDER BY c.relname COLLATE "C", a.attnum`;

type Column = { table: string; name: string; type: string; keyAt: number | null };

/** Returns the tables that a backup has, by name. */
export async function listTables(client: Client): Promise<CopiedTable[]> {
  const { rows } = await client.query<Column>(COLUMNS);
  const names = [...new Set(rows.map(({ table }) => table))].filter((name) => !(name in LEFT_OUT));
  return names.map((name) => {
    const own = rows.filter(({ table }) => table === name);
    return {
      name,
      columns: own.map((column) => column.name),
      key: own.filter(({ keyAt }) => keyAt !== null && keyAt > 0).map(orderOf),
    };
  });
}

/** The same order on every server, whatever its own for texts is. */
const orderOf = ({ name, type }: Column) =>
  escapeIdentifier(name) + (/^(text|character)/.test(type) ? ' COLLATE "C"' : "");

/** The rows of a table as PostgreSQL copies them, in the order of its key. */
export function copyOut(client: Client, { name, columns, key }: CopiedTable): Readable {
  const list = columns.map(escapeIdentifier).join(", ");
  const order = key.length > 0 ? ` ORDER BY ${key.join(", ")}` : "";
  return client.query(to(`COPY (SELECT ${list} FROM ${nameOf(name)}${order}) TO STDOUT`));
}

/** A table's name in SQL. */
export const nameOf = (name: string) => `public.${escapeIdentifier(name)}`;

export type Counted = { rows: number; sha256: string };

/** Counts copied rows and hashes them: `pass` hands on what it was given. */
export function rowCounter() {
  const hash = createHash("sha256");
  let rows = 0;
  return {
    pass: (bytes: Buffer) => {
      hash.update(bytes);
      // Each row is a line: a line break within one is written as \n.
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1;
      return bytes;
    },
    counted: (): Counted => ({ rows, sha256: hash.digest("hex") }),
  };
}

/** Returns what a table holds. */
export async function countTable(client: Client, table: CopiedTable): Promise<Counted> {
  const counter = rowCounter();
  for await (const bytes of copyOut(client, table)) counter.pass(bytes as Buffer);
  return counter.counted();
}

/** How values are written as text, whatever the server or the role are set to; and no limit on the time it takes. */
export const SETTINGS = `
  SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = '60s';
  SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1; SET LOCAL client_encoding = 'UTF8'`;

/** Whether search writes words without their accents in this database; null where it cannot search yet. */
export async function readSpelling(client: Client): Promise<boolean | null> {
  const { rows } = await client.query<{ isThere: boolean }>(
    `SELECT to_regprocedure('public.search_unaccent(text)') IS NOT NULL AS "isThere"`,
  );
  if (!rows[0]!.isThere) return null;
  const said = await client.query<{ plain: boolean }>(
    `SELECT search_unaccent('é') = 'e' AS "plain"`,
  );
  return said.rows[0]!.plain;
}
