import type { Readable } from "node:stream";
import type { Client } from "pg";
import { openCopyConnection } from "@/db/connection";
import { log, plainError } from "@/lib/log";
import { copyOut, listTables, readSpelling, SETTINGS, type CopiedTable } from "./tables";

const KEYS = 500;

/** What the store has of the rows: keys alone. */
const FILES = `
  SELECT "storeKey" AS "key" FROM "File"
    WHERE ("storedAt" IS NOT NULL OR "stagedAt" IS NOT NULL) AND "removedAt" IS NULL
  UNION ALL SELECT "storeKey" || '-0' FROM "File"
    WHERE "storedAt" IS NOT NULL AND "removedAt" IS NULL AND "previewWidth" IS NOT NULL
  UNION ALL SELECT "storeKey" FROM "AssignmentFile" WHERE "storedAt" IS NOT NULL AND "removedAt" IS NULL
  UNION ALL SELECT "rawKey" FROM "InboundEmail" WHERE "rawKey" IS NOT NULL
  ORDER BY "key"`;

/**
 * The whole database as it was at one moment, however long reading it takes: one connection with one transaction, which
 * reads and never writes.
 */
export class WholeSnapshot {
  private constructor(
    private readonly client: Client,
    readonly tables: CopiedTable[],
    /** The last migration of the database. */
    readonly migration: string,
    /** Whether its search words have no accents; null where it has none. */
    readonly isUnaccented: boolean | null,
  ) {}

  static async open(): Promise<WholeSnapshot> {
    const client = openCopyConnection("uptomark backup");
    client.on("error", (error) => log().warn(plainError(error), "a backup lost its connection"));
    await client.connect();
    try {
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query(SETTINGS);
      const { rows } = await client.query<{ last: string }>(
        `SELECT max("migration_name") AS "last" FROM "_prisma_migrations"`,
      );
      return new WholeSnapshot(
        client,
        await listTables(client),
        rows[0]!.last,
        await readSpelling(client),
      );
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  readTable(table: CopiedTable): Readable {
    return copyOut(this.client, table);
  }

  /**
   * Ends the transaction and returns the keys of the files of that moment. Reading those may take hours, during
   * which nothing in the database waits for it.
   */
  async *readKeys(): AsyncGenerator<string> {
    await this.client.query(`DECLARE files CURSOR WITH HOLD FOR ${FILES}`);
    await this.client.query("COMMIT");
    for (;;) {
      const { rows } = await this.client.query<{ key: string }>(`FETCH ${KEYS} FROM files`);
      if (rows.length === 0) return;
      for (const { key } of rows) yield key;
    }
  }

  /** Ends the connection, and with it whatever is still read. */
  async close(): Promise<void> {
    await this.client.end();
  }
}
