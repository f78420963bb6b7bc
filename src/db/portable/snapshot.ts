import { escapeIdentifier, escapeLiteral, type Client } from "pg";
import { openOwnConnection } from "@/db/connection";
import { endTurn, takeTurn } from "@/db/turns";
import { log, plainError } from "@/lib/log";
import {
  FILE_TABLES,
  movedOf,
  schemaSql,
  shapeSql,
  shapesOf,
  type Shape,
  type ShapeRow,
} from "./tables";

/** As many rows as are in memory at once: few enough to be forgotten before they are taken for lasting. */
const ROWS = 100;
/** As long as a reader may make the open snapshot wait. */
const PATIENCE = "10min";

/** What of a row is read beside its columns, for the files that go with it. */
export type Stored = { id: string; name: string; storeKey: string };

/**
 * One freelancer's rows as they were at one moment, however long reading them takes: one connection of its own with one
 * transaction, which reads and never writes. Rows come through cursors, a hundred at a time.
 */
export class Snapshot {
  private constructor(
    private readonly client: Client,
    private readonly freelancerId: string,
    readonly shapes: Shape[],
    /** The last migration of the database: what the shapes belong to. */
    readonly schema: string,
  ) {}

  /** Opens a snapshot. Null where this freelancer has one open already, in whatever process. */
  static async open(freelancerId: string): Promise<Snapshot | null> {
    const client = openOwnConnection("uptomark export");
    client.on("error", (error) => log().warn(plainError(error), "an export lost its connection"));
    await client.connect();
    try {
      if (!(await takeTurn(client, `export ${freelancerId}`))) {
        await client.end();
        return null;
      }
      await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      await client.query(`SET LOCAL idle_in_transaction_session_timeout = '${PATIENCE}'`);
      const shapes = shapesOf((await client.query<ShapeRow>(shapeSql)).rows);
      const { rows } = await client.query<{ schema: string }>(schemaSql);
      return new Snapshot(client, freelancerId, shapes, rows[0]!.schema);
    } catch (error) {
      await client.end();
      throw error;
    }
  }

  /** The rows of a table as JSON objects, in batches, in the order of their key. */
  readTable({ table, columns, key }: Shape): AsyncGenerator<string[]> {
    const list = columns.map(({ name }) => escapeIdentifier(name)).join(", ");
    const order = key.map(escapeIdentifier).join(", ");
    return this.read(
      "rows",
      `SELECT row_to_json(one)::text AS "value" FROM (SELECT ${list}
        FROM ${escapeIdentifier(table)} WHERE "freelancerId" = ${this.owner} ORDER BY ${order}) one`,
    );
  }

  /** The emails that were fixed for sending: how, encrypted, and when they were sent, if they were. */
  readFrozen(): AsyncGenerator<Frozen[]> {
    return this.read(
      "emails",
      `SELECT "id", "frozenCipher", "frozenAt", "sentAt", "messageId" FROM "Email"
        WHERE "freelancerId" = ${this.owner} AND "frozenCipher" IS NOT NULL ORDER BY "id"`,
      (row) => row as Frozen,
    );
  }

  /**
   * Ends the transaction and returns the files of the moment it was opened. They may take hours to send, during which
   * nothing in the database waits for it.
   */
  async *readFiles(): AsyncGenerator<Stored[]> {
    const each = FILE_TABLES.map(
      (table) => `SELECT "id", "name", "storeKey" FROM "${table}"
        WHERE "freelancerId" = ${this.owner} AND ${movedOf(table).files}`,
    );
    await this.client.query(
      `DECLARE files CURSOR WITH HOLD FOR ${each.join(" UNION ALL ")} ORDER BY "id"`,
    );
    await this.client.query(
      `DECLARE received CURSOR WITH HOLD FOR SELECT "id", "subject" AS "name", "rawKey" AS "storeKey"
        FROM "InboundEmail" WHERE "freelancerId" = ${this.owner} AND "rawKey" IS NOT NULL ORDER BY "id"`,
    );
    await this.client.query("COMMIT");
    yield* this.fetch("files", (row) => row as Stored);
  }

  /** The emails that came in and are kept as they came. After `readFiles`, which opens the cursor. */
  readReceived(): AsyncGenerator<Stored[]> {
    return this.fetch("received", (row) => row as Stored);
  }

  /** Ends the connection, and with it the transaction, its cursors and its lock. */
  async close(): Promise<void> {
    await endTurn(this.client);
  }

  private get owner(): string {
    return `${escapeLiteral(this.freelancerId)}::uuid`;
  }

  private async *read<Row = string>(
    cursor: string,
    sql: string,
    shape = (row: Record<string, unknown>) => row.value as Row,
  ): AsyncGenerator<Row[]> {
    await this.client.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${sql}`);
    yield* this.fetch(cursor, shape);
    await this.client.query(`CLOSE ${cursor}`);
  }

  private async *fetch<Row>(
    cursor: string,
    shape: (row: Record<string, unknown>) => Row,
  ): AsyncGenerator<Row[]> {
    for (;;) {
      const { rows } = await this.client.query<Record<string, unknown>>(
        `FETCH ${ROWS} FROM ${cursor}`,
      );
      if (rows.length === 0) return;
      yield rows.map(shape);
    }
  }
}

export type Frozen = {
  id: string;
  frozenCipher: Uint8Array;
  frozenAt: Date;
  sentAt: Date | null;
  messageId: string | null;
};
