import { once } from "node:events";
import { finished } from "node:stream/promises";
import { escapeIdentifier, type Client } from "pg";
import { from, type CopyStreamQuery } from "pg-copy-streams";
import { openCopyConnection } from "@/db/connection";
import { log, plainError } from "@/lib/log";
import { migrateWithin, readMigrations } from "./migrations";
import {
  countTable,
  LEFT_OUT,
  listTables,
  nameOf,
  readSpelling,
  SETTINGS,
  type CopiedTable,
} from "./tables";

/** What has rows before anybody used the install; a freelancer's rows there come with a user. */
const OF_EACH = [...Object.keys(LEFT_OUT), "InboundMailbox", "MailAccount", "Outbox"];

/**
 * Everything in the schema but the record of migrations and what belongs to extensions. All names are read first: what
 * goes along with something else has none any more.
 */
const CLEAR = `
DO $$
DECLARE one text;
BEGIN
  FOREACH one IN ARRAY ARRAY(
    SELECT 'TABLE IF EXISTS ' || c.oid::regclass FROM pg_class c
      WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> '_prisma_migrations'
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
    UNION ALL SELECT 'TYPE IF EXISTS ' || t.oid::regtype FROM pg_type t
      WHERE t.typnamespace = 'public'::regnamespace AND t.typtype = 'e'
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
    UNION ALL SELECT 'ROUTINE IF EXISTS ' || p.oid::regprocedure FROM pg_proc p
      WHERE p.pronamespace = 'public'::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e'))
  LOOP
    EXECUTE 'DROP ' || one || ' CASCADE';
  END LOOP;
END $$;
DELETE FROM "_prisma_migrations"`;

const KEYS = `
  SELECT c.conrelid::regclass::text AS "table", c.conname AS "name", pg_get_constraintdef(c.oid) AS "as"
  FROM pg_constraint c WHERE c.connamespace = 'public'::regnamespace AND c.contype = 'f'`;

type ForeignKey = { table: string; name: string; as: string };

/**
 * An empty database that is filled with the rows of a backup: one transaction, so that it is as it was unless
 * `commit` comes. Connects as the database's owner.
 */
export class Rebuild {
  /** Whether it was committed. */
  isDone = false;
  private keys: ForeignKey[] = [];
  private readonly migrations = readMigrations();

  private constructor(private readonly client: Client) {}

  static async begin(): Promise<Rebuild> {
    const client = openCopyConnection("uptomark restore");
    client.on("error", (error) => log().warn(plainError(error), "a restore lost its connection"));
    await client.connect();
    await client.query("BEGIN");
    await client.query(`${SETTINGS}; SET LOCAL search_path = public`);
    return new Rebuild(client);
  }

  /** Whether nobody has used this install: no row but those that a start makes. */
  async isEmpty(): Promise<boolean> {
    for (const { name } of await listTables(this.client)) {
      if (OF_EACH.includes(name)) continue;
      const { rowCount } = await this.client.query(`SELECT 1 FROM ${nameOf(name)} LIMIT 1`);
      if (rowCount) return false;
    }
    return true;
  }

  /** Whether this program knows the migration that a database stood at. */
  knows(migration: string): boolean {
    return this.migrations.some(({ name }) => name === migration);
  }

  /** Makes the tables as they were at a migration, without what would refuse or change rows. */
  async makeTables(migration: string): Promise<void> {
    await this.client.query(CLEAR);
    await migrateWithin(
      this.client,
      this.migrations.filter(({ name }) => name <= migration),
    );
    this.keys = (await this.client.query<ForeignKey>(KEYS)).rows;
    for (const { table, name } of this.keys)
      await this.client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${escapeIdentifier(name)}`);
    await this.setTriggers("DISABLE");
    // A migration may have written rows: the backup has them too.
    for (const { name } of await listTables(this.client))
      await this.client.query(`TRUNCATE ${nameOf(name)}`);
  }

  /** Returns a stream that takes the rows of a table as they were copied out. */
  fill({ name, columns }: CopiedTable): TableStream {
    const list = columns.map(escapeIdentifier).join(", ");
    return new TableStream(this.client.query(from(`COPY ${nameOf(name)} (${list}) FROM STDIN`)));
  }

  /** Returns what a table holds now. */
  count(table: CopiedTable) {
    return countTable(this.client, table);
  }

  /**
   * Puts back what was taken off, which checks every reference; brings the tables up to this program; closes the
   * outbox. Emails are sent once a person has looked.
   */
  async finish(wasUnaccented: boolean | null, why: string): Promise<void> {
    for (const { table, name, as } of this.keys)
      await this.client.query(
        `ALTER TABLE ${table} ADD CONSTRAINT ${escapeIdentifier(name)} ${as}`,
      );
    await this.setTriggers("ENABLE");
    await migrateWithin(this.client, this.migrations);
    const isUnaccented = await readSpelling(this.client);
    if (wasUnaccented !== null && wasUnaccented !== isUnaccented)
      await this.client.query("SELECT search_refresh()");
    // With the rows, so that there is no moment in which they could be sent.
    await this.client.query(
      `UPDATE "Outbox" SET "quarantinedAt" = clock_timestamp(), "quarantineWhy" = $1`,
      [why],
    );
  }

  async commit(): Promise<void> {
    await this.client.query("COMMIT");
    this.isDone = true;
    await this.client.query("ANALYZE");
  }

  /** Ends the connection; without a commit nothing was changed. */
  async close(): Promise<void> {
    await this.client.end();
  }

  private async setTriggers(to: "ENABLE" | "DISABLE"): Promise<void> {
    for (const { name } of await listTables(this.client))
      await this.client.query(`ALTER TABLE ${nameOf(name)} ${to} TRIGGER USER`);
  }
}

/** The rows of one table on their way in. */
export class TableStream {
  private readonly ended: Promise<void>;

  constructor(private readonly copy: CopyStreamQuery) {
    this.ended = finished(copy);
    // Whoever writes or ends it hears of it.
    this.ended.catch(() => undefined);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.copy.write(bytes)) await Promise.race([once(this.copy, "drain"), this.ended]);
  }

  async end(): Promise<void> {
    this.copy.end();
    await this.ended;
  }
}
